package dev.stopover.database;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.AutoSave;

/**
 * One transaction on one connection, for work that otherwise opens connections and commits as it goes: to such work it is
 * a {@link Database} whose connections are all this one. What the work takes for a transaction is a savepoint, and a
 * statement that fails outside of one takes back only itself, as it would in autocommit mode.
 *
 * <p>The work must open no transaction while one of another of these connections is open, unless it ends it first, and
 * must not use them from two threads at a time.
 */
public final class OneTransaction implements AutoCloseable {
    private final Database around;
    private final Connection connection;
    private final String name;

    private OneTransaction(Database around, Connection connection, String name) {
        this.around = around;
        this.connection = connection;
        this.name = name;
    }

    /** Opens a connection and begins; the transaction sees at any time what others have committed by then. */
    public static OneTransaction begin(Database database, String purpose) throws SQLException {
        Connection connection = database.open(purpose);
        try {
            connection.setAutoCommit(false);
            PGConnection driver = connection.unwrap(PGConnection.class);
            driver.setAutosave(AutoSave.ALWAYS);
            // A statement prepared in the server outlives the shape of the tables that this transaction changes.
            driver.setPrepareThreshold(0);
            return new OneTransaction(database, connection, Database.applicationName(purpose));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Whether a connection is a part of such a transaction, whose locks others would wait for. */
    public static boolean isPart(Connection connection) {
        return Proxy.isProxyClass(connection.getClass())
                && Proxy.getInvocationHandler(connection) instanceof JoinedConnection;
    }

    /** The database as this transaction sees it. */
    public Database database() {
        return around.within(this);
    }

    /**
     * Makes everything permanent that was done on connections of {@link #database()}. None of them may have begun what it
     * takes for a transaction and not ended it.
     */
    public void commit() throws SQLException {
        connection.commit();
    }

    /** Takes back what was not committed. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** One more connection that is this one; closing it does not end the transaction. */
    Connection join() throws SQLException {
        JoinedConnection joined = new JoinedConnection(connection, name);
        return (Connection)
                Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, joined);
    }
}

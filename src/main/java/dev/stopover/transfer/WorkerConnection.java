package dev.stopover.transfer;

import dev.stopover.database.Database;
import dev.stopover.database.ValueSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jboss.logging.Logger;

/** A connection set up for moving rows: it gives way to writers, and its claims are free soon after its client is gone. */
public final class WorkerConnection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WorkerConnection.class);

    /** What is not available on every platform; a claim then stays until the server notices by itself. */
    private static final String[] OPTIONAL = {
        "set client_connection_check_interval = '500ms'", "set tcp_keepalives_idle = 10", "set tcp_user_timeout = '15s'"
    };

    private static final long LONGEST_STATEMENT_MILLIS = 60_000;

    /**
     * A chunk looks up what it joins for some ten thousand rows. Under the standard costs, which are those of a turning
     * disk, the planner would rather read all of a joined table for every chunk.
     */
    private static final String CHEAP_LOOKUPS = """
            select set_config('random_page_cost', '1.1', false)
            where current_setting('random_page_cost')::float8 > 1.1
            """;

    private final Connection connection;
    private final boolean limited;
    private final long firstLimitMillis;
    private long limitMillis;

    private WorkerConnection(Connection connection, boolean limited, long firstLimitMillis) {
        this.connection = connection;
        this.limited = limited;
        this.firstLimitMillis = firstLimitMillis;
        this.limitMillis = firstLimitMillis;
    }

    /**
     * Opens a connection in autocommit mode.
     *
     * @param live whether others write to the sources: the locks and statements of a chunk then stay below the server's
     *     {@code deadlock_timeout}, so that in a deadlock the chunk and not a writer gives way
     */
    public static WorkerConnection open(Database database, String purpose, boolean live) throws SQLException {
        Connection connection = database.open(purpose);
        try (Statement statement = connection.createStatement()) {
            for (String setting : OPTIONAL) {
                setIfAvailable(statement, setting);
            }
            long deadlockMillis = deadlockTimeout(statement);
            long lockMillis = live ? Math.min(200, Math.max(1, deadlockMillis / 2)) : 5_000;
            boolean limited = live && !database.isOneTransaction();
            long limit = limited ? Math.max(1, deadlockMillis * 4 / 5) : 0;
            statement.execute("""
                    set idle_in_transaction_session_timeout = '10s';
                    set idle_session_timeout = 0;
                    set lock_timeout = %d;
                    set statement_timeout = %d;
                    set jit = off;
                    set row_security = off;
                    select set_config('work_mem', '64MB', false)
                    where pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('64MB')
                    """.formatted(lockMillis, limit));
            statement.execute(CHEAP_LOOKUPS);
            ValueSettings.pin(connection);
            return new WorkerConnection(connection, limited, limit);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The connection itself, in autocommit mode. */
    public Connection connection() {
        return connection;
    }

    /**
     * Gives a chunk of one unit that was cancelled for its time twice as much: it cannot be made any smaller, so its time
     * goes into its own work.
     */
    void allowLonger() throws SQLException {
        limit(Math.min(limitMillis * 2, LONGEST_STATEMENT_MILLIS));
    }

    /** Goes back to the usual limit. */
    void allowUsual() throws SQLException {
        if (limitMillis != firstLimitMillis) {
            limit(firstLimitMillis);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void limit(long millis) throws SQLException {
        if (!limited) {
            return;
        }
        limitMillis = millis;
        try (Statement statement = connection.createStatement()) {
            statement.execute("set statement_timeout = " + millis);
        }
    }

    private static long deadlockTimeout(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("""
                select setting::bigint
                from pg_settings
                where name = 'deadlock_timeout'
                """)) {
            row.next();
            return Duration.ofMillis(row.getLong(1)).toMillis();
        }
    }

    private static void setIfAvailable(Statement statement, String setting) throws SQLException {
        try {
            statement.execute(setting);
        } catch (SQLException e) {
            if (!"22023".equals(e.getSQLState()) && !"0A000".equals(e.getSQLState())) {
                throw e;
            }
            LOG.warnf("the server does not support %s: %s", setting, e.getMessage());
        }
    }
}

package dev.stopover.backup;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.BackupTable;
import dev.stopover.plan.Phase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A moment of the database that other sessions can look at, too: what is counted here is what pg_dump writes. */
final class ExportedSnapshot implements AutoCloseable {
    private final BackupSession session;
    private final String name;

    private ExportedSnapshot(BackupSession session, String name) {
        this.session = session;
        this.name = name;
    }

    static ExportedSnapshot open(Database database, String purpose, Duration lockTimeout, StopSignal stop)
            throws SQLException {
        BackupSession session = BackupSession.open(database, purpose, lockTimeout, stop);
        try {
            Connection connection = session.connection();
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select pg_export_snapshot()")) {
                row.next();
                return new ExportedSnapshot(session, row.getString(1));
            }
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    List<TableShape> touched(Phase phase) throws SQLException {
        return TableShapes.touched(session.connection(), phase);
    }

    List<TableShape> all() throws SQLException {
        return TableShapes.all(session.connection());
    }

    List<String> quotedNames(List<TableShape> tables) throws SQLException {
        return TableShapes.quotedNames(session.connection(), tables);
    }

    /** Counts and sums the rows of a table. */
    BackupTable save(TableShape table) throws SQLException {
        RowSum sum = RowSum.of(session.connection(), table.rows(), table.columnNames());
        return table.saved(Optional.empty(), sum, TableShapes.sequences(session.connection(), table));
    }

    /** Throws when the server is gone. */
    void check() throws SQLException {
        BackupSession.requireAnswer(session.connection());
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}

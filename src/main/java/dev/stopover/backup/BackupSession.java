package dev.stopover.backup;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.database.ValueSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A connection that reads or writes whole tables: without time limits but the one for locks, never with rows hidden by a
 * policy, and with values written out in one way. What it runs is cancelled by the stop signal.
 */
final class BackupSession implements AutoCloseable {
    private final Connection connection;
    private final StopSignal.Watch watch;

    private BackupSession(Connection connection, StopSignal stop) {
        this.connection = connection;
        this.watch = stop.watch(connection);
    }

    static BackupSession open(Database database, String purpose, Duration lockTimeout, StopSignal stop)
            throws SQLException {
        Connection connection = database.open(purpose);
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    set lock_timeout = %d;
                    set statement_timeout = 0;
                    set idle_in_transaction_session_timeout = 0;
                    set row_security = off;
                    set jit = off
                    """.formatted(lockTimeout.toMillis()));
            ValueSettings.pin(connection);
            return new BackupSession(connection, stop);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Throws when the server is gone: then that is why something else failed, and the run resumes when it is back. */
    static void requireAnswer(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        watch.close();
        connection.close();
    }
}

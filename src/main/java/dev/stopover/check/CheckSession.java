package dev.stopover.check;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.database.ValueSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection on which checks are evaluated: read-only, without time limits, and never with rows hidden by a policy,
 * which would make a check pass that has not seen them.
 */
final class CheckSession implements AutoCloseable {
    private static final String SETTINGS = """
            set default_transaction_read_only = on;
            set lock_timeout = 0;
            set statement_timeout = 0;
            set tcp_keepalives_idle = 60;
            set row_security = off;
            set jit = off;
            select set_config('work_mem', '64MB', false)
            where pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('64MB')
            """;

    private final Connection connection;
    private final StopSignal stop;
    private final StopSignal.Watch watch;

    private CheckSession(Connection connection, StopSignal stop) {
        this.connection = connection;
        this.stop = stop;
        this.watch = stop.watch(connection);
    }

    static CheckSession open(Database database, String purpose, StopSignal stop) throws SQLException {
        Connection connection = database.open(purpose);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            ValueSettings.pin(connection);
            return new CheckSession(connection, stop);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    StopSignal stop() {
        return stop;
    }

    @Override
    public void close() throws SQLException {
        watch.close();
        connection.close();
    }
}

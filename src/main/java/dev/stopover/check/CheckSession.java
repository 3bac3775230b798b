package dev.stopover.check;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection on which checks are evaluated: read-only, without time limits, and with every setting pinned that
 * changes how a value is written as text.
 */
final class CheckSession implements AutoCloseable {
    private static final String SETTINGS =
            """
            set default_transaction_read_only = on;
            set lock_timeout = 0;
            set statement_timeout = 0;
            set timezone = 'UTC';
            set datestyle = 'ISO';
            set intervalstyle = 'iso_8601';
            set extra_float_digits = 1;
            set bytea_output = 'hex';
            set lc_monetary = 'C';
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

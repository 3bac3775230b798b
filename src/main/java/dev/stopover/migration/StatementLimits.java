package dev.stopover.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/** Sets how long statements wait for a lock and how long they may take; zero means without limit. */
final class StatementLimits {
    private StatementLimits() {}

    /** Until the transaction ends. */
    static void inTransaction(Connection connection, Duration lock, Duration statement) throws SQLException {
        set(connection, lock, statement, true);
    }

    /** Until the session ends or sets others. */
    static void inSession(Connection connection, Duration lock, Duration statement) throws SQLException {
        set(connection, lock, statement, false);
    }

    private static void set(Connection connection, Duration lock, Duration limit, boolean local) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                """
                select set_config('lock_timeout', ?, ?),
                       set_config('statement_timeout', ?, ?)
                """)) {
            statement.setString(1, lock.toMillis() + "ms");
            statement.setBoolean(2, local);
            statement.setString(3, limit.toMillis() + "ms");
            statement.setBoolean(4, local);
            statement.execute();
        }
    }
}

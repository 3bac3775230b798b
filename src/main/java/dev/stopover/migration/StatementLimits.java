package dev.stopover.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/** Sets how long statements wait for a lock and how long they may take; zero means without limit. */
final class StatementLimits {
    private StatementLimits() {}

    /** Until the transaction ends; so too the search path. */
    static void inTransaction(Connection connection, Duration lock, Duration limit, String searchPath)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select set_config('lock_timeout', ?, true),
                       set_config('statement_timeout', ?, true),
                       set_config('search_path', ?, true)
                """)) {
            statement.setString(1, lock.toMillis() + "ms");
            statement.setString(2, limit.toMillis() + "ms");
            statement.setString(3, searchPath);
            statement.execute();
        }
    }

    /** Until the transaction ends. */
    static void inTransaction(Connection connection, Duration lock, Duration limit) throws SQLException {
        set(connection, lock, limit, true);
    }

    /** Until the session ends or sets others. */
    static void inSession(Connection connection, Duration lock, Duration limit) throws SQLException {
        set(connection, lock, limit, false);
    }

    private static void set(Connection connection, Duration lock, Duration limit, boolean local) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
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

package dev.stopover.database;

import dev.stopover.plan.Bound;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Runs what a plan's author wrote to look at the database: in a read-only transaction of its own that is always rolled
 * back, with a limit of time, and never with rows hidden by a policy.
 */
public final class AuthorQuery {
    private static final String BEGIN = """
            set transaction read only;
            set local lock_timeout = '%1$dms';
            set local statement_timeout = '%1$dms';
            set local row_security = off
            """;

    private AuthorQuery() {}

    /** Something that is read inside the transaction. */
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws SQLException;
    }

    /** @param connection in autocommit mode, to which it returns */
    public static <T> T read(Connection connection, Duration limit, Reading<T> reading) throws SQLException {
        connection.setAutoCommit(false);
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute(BEGIN.formatted(Math.max(1, limit.toMillis())));
            }
            T result = reading.read();
            end(connection);
            return result;
        } catch (SQLException | RuntimeException failure) {
            try {
                end(connection);
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }

    /**
     * Measures one value; a query that fails has none.
     *
     * @throws SQLException only when the connection is lost
     */
    public static Measurement measure(Connection connection, String sql, Bound bound, Duration limit)
            throws SQLException {
        try {
            return read(connection, limit, () -> Measurement.of(connection, sql, bound));
        } catch (SQLException e) {
            if (SqlState.isConnectionLoss(SqlState.of(e)) || connection.isClosed()) {
                throw e;
            }
            return Measurement.failed(bound, String.valueOf(e.getMessage()));
        }
    }

    private static void end(Connection connection) throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }
}

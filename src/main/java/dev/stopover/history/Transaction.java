package dev.stopover.history;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs work in one transaction of an autocommit connection, under the right of a run to write. */
public final class Transaction {
    private Transaction() {}

    /** The work of one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws SQLException;
    }

    /**
     * Begins, holds the epoch, does the work and commits; rolls back on any failure.
     *
     * @throws FencedException when another runner took over
     */
    public static <T> T run(Connection connection, Epoch epoch, Work<T> work) throws SQLException {
        return plain(connection, () -> {
            epoch.hold(connection);
            return work.run();
        });
    }

    /** The same without an epoch, for what comes before a run has one. */
    public static <T> T plain(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.run();
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error failure) {
            rollBack(connection, failure);
            throw failure;
        } finally {
            restoreAutoCommit(connection);
        }
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** A connection that cannot go back to autocommit is closed: the next use of it must fail rather than go astray. */
    private static void restoreAutoCommit(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(true);
        }
    }
}

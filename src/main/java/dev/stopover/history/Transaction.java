package dev.stopover.history;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs work in one transaction of an autocommit connection, under the right of a run to write. */
public final class Transaction {
    private Transaction() {}

    /**
     * The work of one transaction.
     *
     * @param <X> what the work throws beside the driver's exception
     */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        T run() throws SQLException, X;
    }

    /**
     * Begins, holds the epoch, does the work and commits; rolls back on any failure.
     *
     * @throws FencedException when another runner took over
     */
    public static <T, X extends Exception> T run(Connection connection, Epoch epoch, Work<T, X> work)
            throws SQLException, X {
        return plain(connection, () -> {
            epoch.hold(connection);
            return work.run();
        });
    }

    /** The same without an epoch, for what comes before a run has one. */
    public static <T, X extends Exception> T plain(Connection connection, Work<T, X> work) throws SQLException, X {
        connection.setAutoCommit(false);
        T result;
        try {
            result = work.run();
            connection.commit();
        } catch (Throwable failure) {
            rollBack(connection, failure);
            throw failure;
        }
        connection.setAutoCommit(true);
        return result;
    }

    /** A connection that cannot be rolled back is broken; what broke it is the failure to report. */
    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}

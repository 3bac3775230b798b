package dev.stopover.migration;

import dev.stopover.history.Epoch;
import java.sql.Connection;
import java.sql.SQLException;

/** A transaction that holds the epoch from its beginning to its commit. */
final class HeldTransaction {
    private HeldTransaction() {}

    /** Work inside the transaction. */
    @FunctionalInterface
    interface Work<X extends Exception> {
        void run() throws SQLException, X;
    }

    /** Runs the work and commits; whatever it throws rolls it back. The connection is in autocommit mode otherwise. */
    static <X extends Exception> void run(Connection connection, Epoch epoch, Work<X> work) throws SQLException, X {
        connection.setAutoCommit(false);
        boolean committed = false;
        try {
            epoch.hold(connection);
            work.run();
            connection.commit();
            committed = true;
        } finally {
            if (!connection.isClosed()) {
                if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        }
    }
}

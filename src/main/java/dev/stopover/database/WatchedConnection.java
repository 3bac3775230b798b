package dev.stopover.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/** A connection whose statements can be cancelled from another thread, but not while it is spared. */
final class WatchedConnection {
    private static final Logger LOG = Logger.getLogger(WatchedConnection.class);

    /** A server that answers has ended a cancelled statement by then; one that does not may never answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Connection connection;
    private int spared;
    private long firstCancelled;

    WatchedConnection(Connection connection) {
        this.connection = connection;
    }

    /** Returns when no cancellation is on its way any more. */
    synchronized void spare() {
        spared++;
    }

    synchronized void endSparing() {
        spared--;
        firstCancelled = 0;
    }

    /**
     * Cancels the statement that is running, if one is. A connection on which that is in vain for some time is closed:
     * with a dead peer its thread would read from it for hours.
     */
    synchronized void cancel() {
        if (spared > 0) {
            return;
        }
        if (firstCancelled == 0) {
            firstCancelled = System.nanoTime();
        }
        try {
            if (System.nanoTime() - firstCancelled > PATIENCE.toNanos()) {
                connection.abort(Runnable::run);
            } else {
                connection.unwrap(PGConnection.class).cancelQuery();
            }
        } catch (SQLException e) {
            LOG.debug("the statement could not be cancelled; its connection is probably gone", e);
        }
    }
}

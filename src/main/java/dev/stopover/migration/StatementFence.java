package dev.stopover.migration;

import dev.stopover.database.AdvisoryLock;
import dev.stopover.database.Backoff;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.UnreachableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A shared advisory lock that the session of a statement outside of a transaction holds: such a statement cannot hold the
 * epoch, and the server may go on with it for a long time after its runner was killed. Whoever takes over waits here.
 */
public final class StatementFence {
    /** The first half of the lock's key, so that it meets no other lock of Stopover. */
    private static final int SPACE = 0x73746670;

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

    private StatementFence() {}

    /** Takes the fence for this session, until it ends; others only ever hold it against us for a moment. */
    static void hold(Connection connection, String plan, StopSignal stop) throws SQLException {
        for (int attempt = 1; !lock(plan).tryShare(connection); attempt++) {
            stop.pause(BACKOFF.before(attempt));
        }
    }

    /**
     * Waits until no session runs such a statement for the plan any more. The connection must not hold the fence.
     *
     * @throws UnreachableException when one still does after that time
     */
    public static void awaitFree(Connection connection, String plan, StopSignal stop, Duration atMost)
            throws SQLException {
        long givesUpAt = System.nanoTime() + atMost.toNanos();
        for (int attempt = 1; !isFree(connection, plan); attempt++) {
            if (System.nanoTime() - givesUpAt > 0) {
                throw new UnreachableException(
                        "a statement of an earlier run of plan " + plan + " is still running in the server",
                        "Wait for it, or end it: it is a session of Stopover in pg_stat_activity. Then run the same command again.");
            }
            stop.pause(BACKOFF.before(attempt));
        }
    }

    private static boolean isFree(Connection connection, String plan) throws SQLException {
        AdvisoryLock lock = lock(plan);
        boolean free = lock.tryTake(connection);
        if (free) {
            lock.release(connection);
        }
        return free;
    }

    private static AdvisoryLock lock(String plan) {
        return new AdvisoryLock(SPACE, plan);
    }
}

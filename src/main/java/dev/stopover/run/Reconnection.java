package dev.stopover.run;

import dev.stopover.database.Backoff;
import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.failure.StopoverException;
import dev.stopover.failure.UnreachableException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Decides after each lost connection whether to connect again: for a while when the server is away, and a few times when
 * it is there but the connection breaks at the same work, since that work may be what brings the server down.
 */
final class Reconnection {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));
    private static final int MOST_IN_VAIN = 5;

    private final Database database;
    private final Duration limit;
    private int attempts;
    private int inVain;
    private long lostAt;
    private long workSeen;

    Reconnection(Database database, Duration limit) {
        this.database = database;
        this.limit = limit;
    }

    /**
     * How long to wait before the next attempt.
     *
     * @param loss the driver's exception, or the one that says that the lock was lost
     * @param reachedServer whether the attempt that ended had a connection
     * @param workDone how much work was done for good since the first attempt
     * @throws StopoverException when there should be none
     */
    Duration pauseAfter(Exception loss, boolean reachedServer, long workDone) {
        boolean reached = reachedServer || attempts > 0 || SqlState.of(loss).equals(SqlState.CANNOT_CONNECT_NOW);
        if (reachedServer) {
            inVain = workDone > workSeen ? 1 : inVain + 1;
            workSeen = workDone;
            attempts = 0;
        }
        if (attempts == 0) {
            lostAt = System.nanoTime();
        }
        if (!reached || System.nanoTime() - lostAt > limit.toNanos()) {
            throw failure(loss);
        }
        if (inVain >= MOST_IN_VAIN) {
            throw new UnreachableException(
                    "the connection to " + database.settings().display() + " was lost " + inVain
                            + " times in a row and nothing was done in between: " + loss.getMessage(),
                    "The server's log says why. What was done is kept; run the same command again to resume.",
                    loss);
        }
        attempts++;
        return BACKOFF.before(Math.max(attempts, inVain));
    }

    private StopoverException failure(Exception loss) {
        return loss instanceof SQLException failed ? database.failure(failed) : (StopoverException) loss;
    }
}

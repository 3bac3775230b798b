package dev.stopover.transfer;

import dev.stopover.database.Backoff;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.UnreachableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;

/** Tells others' work being in the way from real failures, and waits it out: as often as it takes, but not for ever. */
public final class Contention {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));

    private final String what;
    private final StopSignal stop;
    private final Duration limit;
    private final Consumer<String> onRetry;
    private int attempts;
    private long since;

    /**
     * @param what what is worked on, for messages
     * @param limit how long others may be in the way
     */
    public Contention(String what, StopSignal stop, Duration limit, Consumer<String> onRetry) {
        this.what = what;
        this.stop = stop;
        this.limit = limit;
        this.onRetry = onRetry;
    }

    /** Work that is one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws SQLException;
    }

    /** Runs the work until nobody is in its way; it must leave no transaction open when it throws. */
    public <T> T outlast(Work<T> work) throws SQLException {
        while (true) {
            stop.check();
            try {
                T result = work.run();
                over();
                return result;
            } catch (SQLException e) {
                met(e);
            }
        }
    }

    /**
     * Waits a while.
     *
     * @throws SQLException the given one, when it is no contention
     * @throws UnreachableException when it has lasted too long
     */
    void met(SQLException e) throws SQLException {
        // A statement that was cancelled because the run should stop is no contention.
        stop.check();
        if (!SqlState.isContention(SqlState.of(e))) {
            throw e;
        }
        long now = System.nanoTime();
        if (attempts++ == 0) {
            since = now;
        }
        if (now - since > limit.toNanos()) {
            throw new UnreachableException(
                    what + ": others were in the way for " + limit.toSeconds() + " s: " + e.getMessage(),
                    "Find the long transaction in pg_stat_activity. What was moved is kept; run the same command again.",
                    e);
        }
        onRetry.accept(SqlState.of(e) + " " + e.getMessage());
        stop.pause(BACKOFF.before(attempts));
    }

    /** A transaction got through. */
    void over() {
        attempts = 0;
    }
}

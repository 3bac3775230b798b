package dev.stopover.run;

import dev.stopover.database.OpenTransactions;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.UnreachableException;
import dev.stopover.history.FingerprintHistory;
import dev.stopover.history.FingerprintHistory.Moment;
import dev.stopover.plan.Flag;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Waits, once the flags of a phase have gone off, for the transactions that may have been told they are on: what such a
 * transaction writes to the new tables must still be carried back.
 */
final class FlagRetreat {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long TOLD_EVERY = Duration.ofSeconds(10).toNanos();

    private final Connection connection;
    private final StopSignal stop;
    private final ProgressReporter reporter;
    private final Duration limit;

    FlagRetreat(Connection connection, StopSignal stop, ProgressReporter reporter, Duration limit) {
        this.connection = connection;
        this.stop = stop;
        this.reporter = reporter;
        this.limit = limit;
    }

    /**
     * Waits for them; at once when the phase has no flag, or was never completed. To be called when the phase is recorded
     * as rolling back.
     *
     * @throws UnreachableException when it takes too long; names who is in the way
     */
    void await(Plan plan, Phase phase) throws SQLException {
        if (phase.flags().isEmpty()
                || FingerprintHistory.find(connection, plan.name(), phase.name(), Moment.AFTER)
                        .isEmpty()) {
            return;
        }
        String flags = phase.flags().stream().map(Flag::name).collect(Collectors.joining(", "));
        reporter.event("no longer in force: what phase " + phase.name() + " says of " + flags);
        OpenTransactions open = OpenTransactions.now(connection);
        long began = System.nanoTime();
        long told = began - TOLD_EVERY;
        for (List<String> left = open.left(connection); !left.isEmpty(); left = open.left(connection)) {
            String inTheWay = String.join("; ", left);
            if (System.nanoTime() - began > limit.toNanos()) {
                throw new UnreachableException(
                        "phase " + phase.name() + " is not taken back yet: for " + limit.toSeconds()
                                + " s there were transactions that began while " + flags + " said something else: "
                                + inTheWay,
                        "End them, or wait until they have ended, and run the same command again. Until then both sides"
                                + " are kept equal.");
            }
            if (System.nanoTime() - told >= TOLD_EVERY) {
                told = System.nanoTime();
                reporter.event("transactions that may have seen " + flags + " on must end first: " + inTheWay);
            }
            stop.pause(POLL);
        }
    }
}

package dev.stopover.run;

import dev.stopover.database.Backoff;
import dev.stopover.database.OneTransaction;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.StopoverException;
import dev.stopover.gate.Gates;
import dev.stopover.history.Epoch;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.history.Transaction;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs phases in one transaction: their migrations, sync, transfers, checks and all that is recorded of them. Before its
 * commit nothing of them is there, so whatever goes wrong leaves nothing behind, and a run that was killed begins anew.
 *
 * <p>Every lock that was had is kept until then. So nobody waits for another one while it does: when others are in the
 * way, everything is taken back, which lets them pass, and begins anew.
 */
final class AtomicPhases {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    private final RunEnvironment environment;
    private final StopSignal stop;
    private final Connection connection;
    private final Epoch epoch;
    private final Plan plan;
    private final RunTally tally;
    private final PhaseRunner runner;

    /** @param runner runs the same plan's phases one by one, with commits */
    AtomicPhases(
            RunEnvironment environment,
            StopSignal stop,
            Connection connection,
            Epoch epoch,
            Plan plan,
            RunTally tally,
            PhaseRunner runner) {
        this.environment = environment;
        this.stop = stop;
        this.connection = connection;
        this.epoch = epoch;
        this.plan = plan;
        this.tally = tally;
        this.runner = runner;
    }

    /**
     * Runs the first of these phases, and in a plan that is atomic as a whole those behind it, up to one that has a backup
     * to take, a gate to wait for or something to drop for good: these ask for what is committed by then.
     *
     * @return how many were run
     * @throws SQLException when the connection is lost
     */
    int run(List<Phase> ahead) throws SQLException {
        List<Phase> together = together(ahead);
        Phase first = together.get(0);
        Phase last = together.get(together.size() - 1);
        new PhaseReadiness(environment, stop, connection, plan).require(first);
        long begun = System.nanoTime();
        boolean anew = runner.begin(first);
        if (together.size() > 1) {
            environment.reporter().event("phases " + names(together) + " run in one transaction");
        }
        runner.answering(first, () -> {
            runner.backUp(first);
            outlast(together);
        });
        together.subList(0, together.size() - 1)
                .forEach(phase -> environment.reporter().phase(phase, PhaseState.COMPLETED));
        runner.answering(last, () -> {
            if (last.kind() != PhaseKind.CONTRACT) {
                // Who waited for this transaction may write now with a snapshot from before it.
                runner.reconcile(last);
            }
            runner.complete(last, anew && together.size() == 1, begun);
        });
        return together.size();
    }

    private List<Phase> together(List<Phase> ahead) throws SQLException {
        List<Phase> together = new ArrayList<>(ahead.subList(0, 1));
        for (Phase next : ahead.subList(1, ahead.size())) {
            if (!plan.atomic() || needsCommitted(next)) {
                break;
            }
            together.add(next);
        }
        return together;
    }

    private boolean needsCommitted(Phase phase) throws SQLException {
        PhaseState state = PhaseHistory.states(connection, plan.name()).getOrDefault(phase.name(), PhaseState.PENDING);
        boolean fresh = state == PhaseState.PENDING || state == PhaseState.ROLLED_BACK;
        return !fresh
                || phase.kind() == PhaseKind.CONTRACT
                || !phase.backups().isEmpty()
                || (environment.settings().gates()
                        && !new Gates(SyncClients::sinceLastWrite)
                                .closed(connection, plan, phase)
                                .isEmpty());
    }

    private void outlast(List<Phase> together) throws SQLException {
        long givesUpAt =
                System.nanoTime() + environment.settings().lockRetryFor().toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                inOneTransaction(together);
                return;
            } catch (SQLException | StopoverException e) {
                stop.check();
                String state = SqlState.of(e);
                if (!SqlState.isContention(state) || state.equals(SqlState.QUERY_CANCELED)) {
                    throw e;
                }
                Duration pause = BACKOFF.before(attempt);
                if (System.nanoTime() + pause.toNanos() - givesUpAt > 0) {
                    throw new FailedException(
                            "the transaction of " + (together.size() == 1 ? "phase " : "phases ") + names(together)
                                    + " did not get its locks in " + attempt + " attempts, the last time so: "
                                    + e.getMessage(),
                            "Nothing of it was kept. End what is in the way, or wait for it, and run the same command"
                                    + " again.",
                            e);
                }
                environment
                        .reporter()
                        .event("others were in the way, so the transaction was taken back and begins anew: "
                                + e.getMessage());
                stop.pause(pause);
            }
        }
    }

    private void inOneTransaction(List<Phase> together) throws SQLException {
        Phase last = together.get(together.size() - 1);
        together.forEach(phase -> tally.forget(phase.name()));
        String purpose = plan.name() + " " + last.name();
        try (OneTransaction one = OneTransaction.begin(environment.database(), purpose);
                Connection joined = one.database().open(purpose);
                StopSignal.Watch watch = stop.watch(joined)) {
            PhaseRunner within = new PhaseRunner(environment.within(one.database()), stop, joined, epoch, plan, tally);
            for (Phase phase : together) {
                long begun = System.nanoTime();
                boolean anew = phase.equals(together.get(0)) || within.begin(phase);
                within.work(phase);
                if (!phase.equals(last)) {
                    within.record(phase, anew, begun);
                }
            }
            Transaction.run(joined, epoch, () -> last);
            one.commit();
        }
    }

    private static String names(List<Phase> together) {
        return together.stream().map(Phase::name).collect(Collectors.joining(", "));
    }
}

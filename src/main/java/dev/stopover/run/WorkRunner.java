package dev.stopover.run;

import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.FencedException;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.history.TransferHistory;
import dev.stopover.history.TransferState;
import dev.stopover.history.WorkerHistory;
import dev.stopover.history.WorkerHistory.RunAtWork;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer;
import dev.stopover.throttle.HeldTime;
import dev.stopover.throttle.Throttle;
import dev.stopover.transfer.TransferRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lends the run of another process a hand with its transfers, until they are copied or no run is left. What it writes it
 * writes under that run's epoch, and only while the phase is running: a new runner, and one that takes the phase back,
 * wait for the chunk in hand and shut it out.
 */
public final class WorkRunner {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final Database database;
    private final RunSettings settings;
    private final RunContext context;
    private final ProgressReporter reporter;
    private final StopSignal stop;
    private final Duration patience;
    private final WorkTally tally;
    private final long begunAt = System.nanoTime();
    private long idleSince = System.nanoTime();

    /** @param patience how long to wait for a run to begin, or to be taken up again after its runner was lost */
    public WorkRunner(
            Database database,
            RunSettings settings,
            RunContext context,
            ProgressReporter reporter,
            StopSignal stop,
            Duration patience) {
        this.database = database;
        this.settings = settings;
        this.context = context;
        this.reporter = reporter;
        this.stop = stop;
        this.patience = patience;
        this.tally = new WorkTally(reporter);
    }

    /**
     * Works as long as there is something to do.
     *
     * @throws BlockedException when the run works with another version of the plan
     * @throws dev.stopover.failure.UnreachableException when the database cannot be reached
     * @throws dev.stopover.failure.StoppedException when this process was asked to stop
     */
    public WorkResult run(Plan plan) {
        while (true) {
            stop.check();
            try {
                Optional<String> end = once(plan);
                if (end.isPresent()) {
                    reporter.reached();
                    return new WorkResult(
                            plan.name(), tally.rows(), end.get(), Duration.ofNanos(System.nanoTime() - begunAt));
                }
            } catch (FencedException over) {
                idleSince = System.nanoTime();
                reporter.event("the run that was joined is over, or another runner took it up");
            } catch (SQLException failure) {
                stop.check();
                if (!SqlState.isConnectionLoss(SqlState.of(failure)) || isImpatient()) {
                    throw database.failure(failure);
                }
                reporter.event("the server went away (" + SqlState.of(failure) + "); connecting again");
            }
            stop.pause(LOOK_AGAIN);
        }
    }

    /** Joins the run that is at work; tells why this worker ends, if it should. */
    private Optional<String> once(Plan plan) throws SQLException {
        try (StopSignal here = stop.part();
                Connection connection = database.open(plan.name() + " worker");
                StopSignal.Watch watch = here.watch(connection)) {
            stayThroughLongWork(connection);
            Optional<RunAtWork> found = WorkerHistory.runAtWork(connection, plan.name());
            if (found.isEmpty() || !RunLock.isTaken(connection, plan.name())) {
                reporter.state("waiting");
                return isImpatient() ? Optional.of("no run of plan " + plan.name() + " is at work") : Optional.empty();
            }
            RunAtWork run = found.get();
            requireSamePlan(plan, run);
            List<Phase> phases = phasesUpTo(plan, run.target());
            if (allCopied(connection, plan, phases)) {
                return Optional.of("all transfers are copied");
            }
            lendAHand(connection, here, plan, phases, run.epoch());
            return Optional.of("all transfers are copied");
        }
    }

    private void lendAHand(Connection connection, StopSignal here, Plan plan, List<Phase> phases, Epoch epoch)
            throws SQLException {
        reporter.began(epoch.run());
        reporter.event("joined run " + epoch.run() + " of plan " + plan.name());
        try (Presence presence = new Presence(database, connection, epoch, context.host(), tally, here)) {
            while (!allCopied(connection, plan, phases)) {
                here.check();
                Map<String, PhaseState> states = PhaseHistory.states(connection, plan.name());
                reporter.phases(plan, states);
                for (Phase phase : phases) {
                    if (states.get(phase.name()) == PhaseState.RUNNING) {
                        move(plan, phase, epoch.within(phase.name()), here);
                    }
                }
                here.pause(LOOK_AGAIN);
            }
        } finally {
            idleSince = System.nanoTime();
        }
    }

    private void move(Plan plan, Phase phase, Epoch lent, StopSignal here) throws SQLException {
        try (Throttle throttle =
                new Throttle(database, plan, phase, settings.throttle(), here, new HeldTime(), tally)) {
            TransferRunner transfers =
                    new TransferRunner(database, lent, settings.transfer(), throttle::await, here, tally);
            for (Transfer transfer : phase.transfers()) {
                here.check();
                transfers.join(plan, phase, transfer);
            }
        } catch (SQLException failure) {
            here.check();
            throw failure;
        }
    }

    private static boolean allCopied(Connection connection, Plan plan, List<Phase> phases) throws SQLException {
        TransferHistory history = new TransferHistory(connection);
        for (Phase phase : phases) {
            for (Transfer transfer : phase.transfers()) {
                if (history.find(plan.name(), transfer.name())
                        .filter(record -> record.state() == TransferState.COPIED)
                        .isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Phase> phasesUpTo(Plan plan, String target) {
        List<String> names = plan.phases().stream().map(Phase::name).toList();
        int last = names.indexOf(target);
        return last < 0 ? plan.phases() : plan.phases().subList(0, last + 1);
    }

    private static void requireSamePlan(Plan plan, RunAtWork run) {
        if (!run.planHash().equals(plan.hash())) {
            throw new BlockedException(
                    "run " + run.epoch().run() + " works with another version of plan " + plan.name(),
                    "Give this worker the same plan that migrate has.");
        }
    }

    private boolean isImpatient() {
        return System.nanoTime() - idleSince >= patience.toNanos();
    }

    private static void stayThroughLongWork(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set idle_session_timeout = 0");
        }
    }
}

package dev.stopover.run;

import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.StopoverException;
import dev.stopover.failure.StoppedException;
import dev.stopover.failure.UsageException;
import dev.stopover.history.Epoch;
import dev.stopover.history.EventHistory;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.history.RunHistory;
import dev.stopover.history.Transaction;
import dev.stopover.migration.HistorySchema;
import dev.stopover.migration.MigrationStatus;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Runs a plan up to a phase: connects, looks the database over, takes the lock, and hands each phase that has something
 * to do to the {@link PhaseRunner}. When the server goes away it connects again for a while and resumes.
 */
public final class PlanRunner {
    private static final Logger LOG = Logger.getLogger(PlanRunner.class);

    private final Database database;
    private final RunSettings settings;
    private final RunContext context;
    private final ProgressReporter reporter;
    private final StopSignal stop;
    private final EntityReader entities;

    public PlanRunner(
            Database database,
            RunSettings settings,
            RunContext context,
            ProgressReporter reporter,
            StopSignal stop,
            EntityReader entities) {
        this.database = database;
        this.settings = settings;
        this.context = context;
        this.reporter = reporter;
        this.stop = stop;
        this.entities = entities;
    }

    /**
     * Runs the plan's phases up to and including the target.
     *
     * @param target the last phase to run; the plan's last one when empty
     * @throws StopoverException when the target was not reached; its exit code says how that is to be taken
     */
    public RunResult migrate(Plan plan, Optional<String> target) {
        List<Phase> phases = phasesUpTo(plan, target);
        long begun = System.nanoTime();
        Reconnection reconnection = new Reconnection(database, settings.reconnectFor());
        while (true) {
            Attempt current = new Attempt(plan, phases, begun);
            try {
                return current.run();
            } catch (SQLException loss) {
                stop.check();
                String state = SqlState.of(loss);
                if (SqlState.isRefusal(state)) {
                    throw database.failure(loss);
                }
                if (!SqlState.isConnectionLoss(state)) {
                    throw unexpected(plan, loss);
                }
                Duration pause;
                try {
                    pause = reconnection.pauseAfter(loss, current.began(), reporter.workDone());
                } catch (StopoverException givenUp) {
                    throw current.ended(givenUp);
                }
                reporter.event("the server went away (" + state + "); connecting again");
                stop.pause(pause);
            }
        }
    }

    private static FailedException unexpected(Plan plan, SQLException e) {
        return new FailedException(
                "plan " + plan.name() + ": " + e.getMessage() + " (SQLSTATE " + SqlState.of(e) + ")",
                "Nothing is lost; see stopover status for where the run stopped.",
                e);
    }

    private static List<Phase> phasesUpTo(Plan plan, Optional<String> target) {
        if (target.isEmpty()) {
            return plan.phases();
        }
        for (int i = 0; i < plan.phases().size(); i++) {
            if (plan.phases().get(i).name().equals(target.get())) {
                return plan.phases().subList(0, i + 1);
            }
        }
        throw new UsageException(
                "plan " + plan.name() + " has no phase " + target.get(),
                "Its phases are " + plan.phases().stream().map(Phase::name).collect(Collectors.joining(", ")) + ".");
    }

    /** One go at the plan over one set of connections. */
    private final class Attempt {
        private final Plan plan;
        private final List<Phase> phases;
        private final long begunAt;
        private Optional<Epoch> epoch = Optional.empty();

        Attempt(Plan plan, List<Phase> phases, long begunAt) {
            this.plan = plan;
            this.phases = phases;
            this.begunAt = begunAt;
        }

        /** Whether the database was reached and a run recorded. */
        boolean began() {
            return epoch.isPresent();
        }

        RunResult run() throws SQLException {
            reporter.state("starting");
            try (Connection connection = database.open(plan.name());
                    StopSignal.Watch watch = stop.watch(connection)) {
                if (CompletedPlan.covers(connection, plan, phases)) {
                    return finished(connection, List.of());
                }
                preflight(connection);
                stayThroughLongWork(connection);
                return withLock(connection);
            }
        }

        private RunResult withLock(Connection connection) throws SQLException {
            try (RunLock lock = RunLock.acquire(database, plan.name(), settings.lockWait(), stop, reporter::waiting)) {
                if (CompletedPlan.covers(connection, plan, phases)) {
                    return finished(connection, List.of());
                }
                HistorySchema.migrate(database, connection, stop);
                Epoch begun = new Takeover(connection, stop, settings.lockWait(), reporter)
                        .begin(plan, phases.get(phases.size() - 1).name(), context);
                epoch = Optional.of(begun);
                reporter.began(begun.run());
                try {
                    tellWhetherRestored(connection, begun);
                    PhaseHistory.align(connection, begun, plan);
                    RunResult result = finished(connection, runPhases(connection, begun, lock));
                    RunHistory.finish(connection, begun, "completed", 0, null);
                    return result;
                } catch (StopoverException failure) {
                    throw ended(failure);
                } catch (SQLException failure) {
                    if (stop.reason().isEmpty() && SqlState.isConnectionLoss(SqlState.of(failure))) {
                        throw failure;
                    }
                    throw ended(stop.reason()
                            .<StopoverException>map(StoppedException::new)
                            .orElseGet(() -> unexpected(plan, failure)));
                } catch (RuntimeException failure) {
                    throw ended(new FailedException(
                            "plan " + plan.name() + ": unexpected " + failure,
                            "Run the command again with --verbose and report what it prints.",
                            failure));
                }
            }
        }

        private List<RunResult.PhaseResult> runPhases(Connection connection, Epoch begun, RunLock lock)
                throws SQLException {
            MigrationStatus.read(connection, plan).check();
            List<RunResult.PhaseResult> results = new ArrayList<>();
            for (Phase phase : phases) {
                lock.check();
                stop.check();
                reporter.phases(plan, PhaseHistory.states(connection, plan.name()));
                PhaseRunner runner =
                        new PhaseRunner(database, settings, stop, reporter, entities, connection, begun, plan);
                if (runner.hasWork(phase)) {
                    results.add(runner.run(phase));
                } else {
                    PhaseHistory.confirm(connection, begun, phase.name(), plan.hash());
                }
            }
            return results;
        }

        private RunResult finished(Connection connection, List<RunResult.PhaseResult> results) throws SQLException {
            Map<String, PhaseState> states = PhaseHistory.states(connection, plan.name());
            reporter.phases(plan, states);
            reporter.reached();
            Map<String, String> words = new java.util.LinkedHashMap<>();
            states.forEach((name, state) -> words.put(name, state.word()));
            return new RunResult(
                    plan.name(), epoch.map(Epoch::run), results, words, Duration.ofNanos(System.nanoTime() - begunAt));
        }

        private void preflight(Connection connection) throws SQLException {
            List<Finding> findings = new Preflight(database, settings).examine(connection, plan);
            findings.forEach(finding -> reporter.event("preflight: " + finding));
            List<Finding> blocking = findings.stream().filter(Finding::blocking).toList();
            if (!blocking.isEmpty()) {
                throw new BlockedException(
                        "the preflight refuses plan " + plan.name() + ": "
                                + blocking.stream()
                                        .map(finding -> finding.topic() + ": " + finding.message())
                                        .collect(Collectors.joining("; ")),
                        blocking.stream().map(Finding::remedy).collect(Collectors.joining(" ")));
            }
        }

        /** A restored or copied database carries the history of another one; what it says may not be true here. */
        private void tellWhetherRestored(Connection connection, Epoch begun) throws SQLException {
            RunHistory.DatabaseIdentity now = RunHistory.identity(connection);
            Optional<RunHistory.DatabaseIdentity> before = RunHistory.identityOfLastRun(connection, begun);
            if (before.isPresent() && !before.get().equals(now)) {
                String message = "this database was restored or copied: the run before was in " + before.get()
                        + ", this one is in " + now;
                Transaction.run(
                        connection, begun, () -> EventHistory.record(connection, begun, null, "restored", message));
                reporter.event(message);
            }
        }

        /** This connection is idle while others work; a limit of the role must not end it meanwhile. */
        private void stayThroughLongWork(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set idle_session_timeout = 0");
            }
        }

        /**
         * Records the end of the run if there is one, and returns the failure to be thrown. The connection at hand may be
         * the very thing that failed, so this is written on a new one.
         */
        StopoverException ended(StopoverException failure) {
            if (epoch.isPresent()) {
                Epoch begun = epoch.get();
                String state = stop.reason().isPresent() ? "stopped" : "failed";
                reporter.state(state);
                try (Connection fresh = database.open(plan.name())) {
                    RunHistory.finish(fresh, begun, state, failure.exitCode().code(), failure.getMessage());
                } catch (SQLException e) {
                    failure.addSuppressed(e);
                    LOG.warnf("the end of run %d could not be recorded: %s", begun.run(), e.getMessage());
                }
            }
            return failure;
        }
    }
}

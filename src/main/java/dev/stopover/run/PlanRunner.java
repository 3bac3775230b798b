package dev.stopover.run;

import dev.stopover.check.EntityReader;
import dev.stopover.database.Backoff;
import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.StopoverException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.failure.UsageException;
import dev.stopover.history.Epoch;
import dev.stopover.history.EventHistory;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.history.RunHistory;
import dev.stopover.history.Transaction;
import dev.stopover.migration.HistorySchema;
import dev.stopover.migration.StatementFence;
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
    private static final Backoff RECONNECT = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));

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
        long lossAt = begun;
        int attempt = 0;
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
                if (attempt == 0 || current.began()) {
                    attempt = 0;
                    lossAt = System.nanoTime();
                }
                boolean reached = current.began() || attempt > 0 || isStarting(loss);
                if (!reached
                        || System.nanoTime() - lossAt > settings.reconnectFor().toNanos()) {
                    throw database.failure(loss);
                }
                attempt++;
                reporter.event("the server went away (" + SqlState.of(loss) + "); connecting again");
                stop.pause(RECONNECT.before(attempt));
            }
        }
    }

    private static boolean isStarting(SQLException failure) {
        return SqlState.of(failure).equals(SqlState.CANNOT_CONNECT_NOW);
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
                return withLock(connection);
            }
        }

        private RunResult withLock(Connection connection) throws SQLException {
            try (RunLock lock = RunLock.acquire(database, plan.name(), settings.lockWait(), stop, reporter::waiting)) {
                if (CompletedPlan.covers(connection, plan, phases)) {
                    return finished(connection, List.of());
                }
                HistorySchema.migrate(database, connection, stop);
                Epoch begun = takeOver(connection);
                epoch = Optional.of(begun);
                reporter.began(begun.run());
                try {
                    tellWhetherRestored(connection, begun);
                    PhaseHistory.align(connection, begun, plan);
                    RunResult result = finished(connection, runPhases(connection, begun, lock));
                    RunHistory.finish(connection, begun, "completed", 0, null);
                    return result;
                } catch (StopoverException failure) {
                    recordEnd(begun, failure);
                    throw failure;
                }
            }
        }

        /**
         * Begins the run. A runner that died may have left work behind in the server: a transaction that holds the
         * epoch, or a statement outside of one. Both are waited for.
         */
        private Epoch takeOver(Connection connection) throws SQLException {
            long deadline = System.nanoTime() + settings.lockWait().toNanos();
            StatementFence.awaitFree(connection, plan.name(), stop, settings.lockWait());
            setLockTimeout(connection, "2s");
            while (true) {
                try {
                    Epoch begun = RunHistory.begin(
                            connection,
                            plan,
                            phases.get(phases.size() - 1).name(),
                            context.programVersion(),
                            context.host());
                    setLockTimeout(connection, "0");
                    return begun;
                } catch (SQLException e) {
                    stop.check();
                    if (!SqlState.of(e).equals(SqlState.LOCK_NOT_AVAILABLE)) {
                        throw e;
                    }
                    if (System.nanoTime() > deadline) {
                        throw new UnreachableException(
                                "a transaction of an earlier run of plan " + plan.name()
                                        + " is still open in the server",
                                "Wait for it, or end it: it is a session of stopover in pg_stat_activity.",
                                e);
                    }
                    reporter.waiting("waiting for a transaction that an earlier runner left behind in the server");
                }
            }
        }

        private static void setLockTimeout(Connection connection, String limit) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set lock_timeout = '" + limit + "'");
            }
        }

        private List<RunResult.PhaseResult> runPhases(Connection connection, Epoch begun, RunLock lock)
                throws SQLException {
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

        /** The connection at hand may be the very thing that failed, so the end is written on a new one. */
        private void recordEnd(Epoch begun, StopoverException failure) {
            String state = stop.reason().isPresent() ? "stopped" : "failed";
            reporter.state(state);
            try (Connection fresh = database.open(plan.name())) {
                RunHistory.finish(fresh, begun, state, failure.exitCode().code(), failure.getMessage());
            } catch (SQLException e) {
                failure.addSuppressed(e);
                LOG.warnf("the end of run %d could not be recorded: %s", begun.run(), e.getMessage());
            }
        }
    }
}

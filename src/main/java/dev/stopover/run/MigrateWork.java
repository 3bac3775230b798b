package dev.stopover.run;

import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.RolledBackException;
import dev.stopover.history.Epoch;
import dev.stopover.history.EventHistory;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.migration.MigrationStatus;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.sync.SyncRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the plan's phases forward, up to the last one that is wanted. */
final class MigrateWork implements RunWork<RunResult> {
    private final RunEnvironment environment;
    private final Plan plan;
    private final List<Phase> phases;
    private final RunTally tally;

    MigrateWork(RunEnvironment environment, Plan plan, List<Phase> phases) {
        this.environment = environment;
        this.plan = plan;
        this.phases = phases;
        this.tally = new RunTally(environment.reporter());
    }

    @Override
    public String target() {
        return phases.get(phases.size() - 1).name();
    }

    @Override
    public boolean isDone(Connection connection) throws SQLException {
        return CompletedPlan.covers(connection, plan, phases);
    }

    @Override
    public List<Phase> ahead(Connection connection) throws SQLException {
        Map<String, PhaseState> states =
                PhaseHistory.exists(connection) ? PhaseHistory.states(connection, plan.name()) : Map.of();
        return phases.stream()
                .filter(phase -> states.get(phase.name()) != PhaseState.COMPLETED)
                .toList();
    }

    @Override
    public void run(Connection connection, StopSignal stop, Epoch epoch) throws SQLException {
        finishRollback(connection, stop, epoch);
        MigrationStatus.read(connection, plan).check();
        PhaseRunner runner = new PhaseRunner(environment, stop, connection, epoch, plan, tally);
        AtomicPhases atomic = new AtomicPhases(environment, stop, connection, epoch, plan, tally, runner);
        int done = 0;
        while (done < phases.size()) {
            stop.check();
            environment.reporter().phases(plan, PhaseHistory.states(connection, plan.name()));
            Phase phase = phases.get(done);
            if (!runner.hasWork(phase)) {
                runner.confirm(phase);
                done++;
                continue;
            }
            sync(stop, epoch).foresee(plan, phase, MigrationStatus.read(connection, plan)::isApplied);
            if (plan.isAtomic(phase)) {
                done += atomic.run(phases.subList(done, phases.size()));
            } else {
                runner.run(phase);
                done++;
            }
        }
    }

    private SyncRunner sync(StopSignal stop, Epoch epoch) {
        return new SyncRunner(
                environment.database(),
                epoch,
                environment.settings().sync(),
                stop,
                new SyncReport(environment.reporter()));
    }

    /**
     * A rollback that was interrupted comes first: from half way back there is no way forward. That it was begun for a
     * reason is still true, so this run ends with it.
     */
    private void finishRollback(Connection connection, StopSignal stop, Epoch epoch) throws SQLException {
        Map<String, PhaseState> states = PhaseHistory.states(connection, plan.name());
        refuseUnknown(states);
        for (Phase phase : new RollbackScope(plan, Optional.empty()).phases(states)) {
            if (states.get(phase.name()) == PhaseState.ROLLING_BACK) {
                Optional<String> said = EventHistory.reasonOfRollback(connection, plan.name(), phase.name());
                String reason =
                        said.isPresent() ? said.get() : PhaseHistory.error(connection, plan.name(), phase.name());
                new PhaseRollback(environment, stop, connection, epoch, plan).run(phase, reason, false);
                throw new RolledBackException(
                        "phase " + phase.name() + " was being rolled back, and now is: " + reason,
                        "Mend the cause and run the same command again.",
                        null);
            }
        }
    }

    /** Without its scripts it cannot be finished, and nobody knows what the schema is like meanwhile. */
    private void refuseUnknown(Map<String, PhaseState> states) {
        for (Map.Entry<String, PhaseState> state : states.entrySet()) {
            if (state.getValue() == PhaseState.ROLLING_BACK
                    && plan.phase(state.getKey()).isEmpty()) {
                throw new BlockedException(
                        "phase " + state.getKey() + " is being rolled back, and this version of plan " + plan.name()
                                + " does not have it",
                        "Finish the rollback with the version of the plan that has it: stopover rollback.");
            }
        }
    }

    @Override
    public RunResult result(Connection connection, Optional<Long> run) throws SQLException {
        Map<String, PhaseState> states = PhaseHistory.states(connection, plan.name());
        environment.reporter().phases(plan, states);
        environment.reporter().reached();
        Map<String, String> words = new LinkedHashMap<>();
        states.forEach((name, state) -> words.put(name, state.word()));
        return new RunResult(plan.name(), run, tally.results(), words, tally.took());
    }
}

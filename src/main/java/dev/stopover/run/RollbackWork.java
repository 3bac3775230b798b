package dev.stopover.run;

import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.EventHistory;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.history.Transaction;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes phases back because a person said so, the last one first. */
final class RollbackWork implements RunWork<RollbackResult> {
    private static final String REASON = "rolled back by command";

    private final RunEnvironment environment;
    private final Plan plan;
    private final RollbackScope scope;
    private final boolean lossAccepted;
    private final long begunAt = System.nanoTime();
    private final List<RollbackResult.PhaseResult> results = new ArrayList<>();
    private final Set<String> losses = new LinkedHashSet<>();

    RollbackWork(RunEnvironment environment, RollbackScope scope, boolean lossAccepted) {
        this.environment = environment;
        this.plan = scope.plan();
        this.scope = scope;
        this.lossAccepted = lossAccepted;
    }

    @Override
    public String target() {
        return scope.to().orElse("");
    }

    @Override
    public boolean isDone(Connection connection) throws SQLException {
        return !PhaseHistory.exists(connection)
                || scope.phases(PhaseHistory.states(connection, plan.name())).isEmpty();
    }

    @Override
    public void run(Connection connection, StopSignal stop, Epoch epoch) throws SQLException {
        Map<String, PhaseState> states = PhaseHistory.states(connection, plan.name());
        environment.reporter().phases(plan, states);
        List<Phase> phases = scope.phases(states);
        refuse(connection, stop, epoch, phases);
        for (Phase phase : phases) {
            stop.check();
            results.add(new PhaseRollback(environment, stop, connection, epoch, plan).run(phase, REASON, lossAccepted));
        }
    }

    /** Before anything is undone, because half of a way back is worse than none. */
    private void refuse(Connection connection, StopSignal stop, Epoch epoch, List<Phase> phases) throws SQLException {
        List<RollbackProblem> problems = new RollbackObstacles(environment, stop, connection, plan).of(phases);
        List<RollbackProblem> open = problems.stream()
                .filter(problem -> !(lossAccepted && problem.isLoss()))
                .toList();
        if (!open.isEmpty()) {
            throw new BlockedException(
                    "nothing was rolled back: "
                            + open.stream().map(RollbackProblem::message).collect(Collectors.joining("; ")),
                    open.stream().map(RollbackProblem::remedy).distinct().collect(Collectors.joining(" ")));
        }
        for (RollbackProblem accepted : problems) {
            Transaction.run(
                    connection,
                    epoch,
                    () -> EventHistory.record(connection, epoch, null, "loss-accepted", accepted.message()));
            environment.reporter().event("accepted: " + accepted.message());
            losses.add(accepted.message());
        }
    }

    @Override
    public RollbackResult result(Connection connection, Optional<Long> run) throws SQLException {
        Map<String, String> words = new LinkedHashMap<>();
        if (PhaseHistory.exists(connection)) {
            PhaseHistory.states(connection, plan.name()).forEach((name, state) -> words.put(name, state.word()));
        }
        environment.reporter().reached();
        return new RollbackResult(
                plan.name(), run, results, List.copyOf(losses), words, Duration.ofNanos(System.nanoTime() - begunAt));
    }
}

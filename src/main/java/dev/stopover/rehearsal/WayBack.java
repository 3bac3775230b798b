package dev.stopover.rehearsal;

import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.plan.Version;
import dev.stopover.rehearsal.RehearsalReport.Problem;
import dev.stopover.run.RollbackResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes back what the way forward did. A step that cannot be taken back is told and then gone round: a fresh copy is
 * taken forward to just before it, and from there the way back goes on.
 */
final class WayBack {
    private final Copies copies;
    private final Runs runs;
    private final Optional<String> to;
    private final ScriptObserver forward;
    private final Map<Version, ScriptTrace> undone = new HashMap<>();
    private final Set<Version> broken = new HashSet<>();
    private final Map<String, Duration> phases = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param to the phase at which the copy was in the beginning, and which stays
     * @param forward has seen the migrations on their way forward
     */
    WayBack(Copies copies, Runs runs, Optional<String> to, ScriptObserver forward) {
        this.copies = copies;
        this.runs = runs;
        this.to = to;
        this.forward = forward;
    }

    /** Goes all the way; returns whether the copy is back at the beginning. */
    boolean run(Plan plan) throws SQLException {
        Plan rest = plan;
        while (true) {
            ScriptObserver observer = forward.back(copies.current());
            try {
                RollbackResult result = runs.back(copies.current(), rest, to, observer);
                result.phases().forEach(phase -> phases.put(phase.name(), phase.took()));
                undone.putAll(observer.traces());
                return true;
            } catch (BlockedException | InvalidPlanException refusal) {
                problems.add(new Problem("the way back", String.valueOf(refusal.getMessage())));
                return false;
            } catch (FailedException failure) {
                undone.putAll(observer.traces());
                rest = restAfter(rest, observer.atWork(), failure);
            }
            if (!copies.renew()) {
                return false;
            }
            if (isBeginning(rest)) {
                return true;
            }
            runs.forward(copies.current(), RehearsedPlan.withoutEntities(rest), Optional.empty());
        }
    }

    /** What was seen of each undo script that brought back what it should. */
    Map<Version, ScriptTrace> undone() {
        return undone;
    }

    /** The migrations whose undo does not take them back. */
    Set<Version> broken() {
        return broken;
    }

    /** How long the phases took that were taken back in one go. */
    Map<String, Duration> phases() {
        return phases;
    }

    List<Problem> problems() {
        return problems;
    }

    private Plan restAfter(Plan plan, Optional<Script> undo, FailedException failure) throws SQLException {
        String message = String.valueOf(failure.getMessage());
        if (undo.isPresent()) {
            problems.add(new Problem(undo.get().file(), message));
            broken.add(undo.get().version());
            return RehearsedPlan.upToBefore(plan, undo.get().version());
        }
        String phase = rollingBack(plan).orElseThrow(() -> failure);
        problems.add(new Problem("phase " + phase, message));
        return RehearsedPlan.upToBefore(plan, phase);
    }

    private Optional<String> rollingBack(Plan plan) throws SQLException {
        try (Connection connection = copies.current().open("rehearsal")) {
            return PhaseHistory.states(connection, plan.name()).entrySet().stream()
                    .filter(state -> state.getValue() == PhaseState.ROLLING_BACK)
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }

    private boolean isBeginning(Plan rest) {
        return rest.phases().isEmpty()
                || to.filter(rest.phases().get(rest.phases().size() - 1).name()::equals)
                        .isPresent();
    }
}

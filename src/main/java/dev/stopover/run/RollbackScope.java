package dev.stopover.run;

import dev.stopover.failure.UsageException;
import dev.stopover.history.PhaseState;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far a rollback goes. It names where to arrive and not how much to take back, so that a rollback that is repeated,
 * by a Job or after a lost connection, does not go further than it was told.
 *
 * @param to the last phase that stays; none does when empty
 */
record RollbackScope(Plan plan, Optional<String> to) {
    /** @throws UsageException when the plan has no such phase */
    RollbackScope {
        if (to.filter(name -> plan.phase(name).isEmpty()).isPresent()) {
            throw new UsageException(
                    "plan " + plan.name() + " has no phase " + to.get(),
                    "Its phases are " + plan.phases().stream().map(Phase::name).collect(Collectors.joining(", "))
                            + ".");
        }
    }

    /** The phases with something to take back, the last one first. */
    List<Phase> phases(Map<String, PhaseState> states) {
        List<Phase> begun = new ArrayList<>();
        for (Phase phase : plan.phases()) {
            PhaseState state = states.getOrDefault(phase.name(), PhaseState.PENDING);
            if (state != PhaseState.PENDING && state != PhaseState.ROLLED_BACK) {
                begun.add(phase);
            }
            if (to.filter(phase.name()::equals).isPresent()) {
                begun.clear();
            }
        }
        Collections.reverse(begun);
        return List.copyOf(begun);
    }
}

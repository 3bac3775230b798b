package dev.stopover.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rollback did.
 *
 * @param run the run's id in the history; absent when there was nothing to do and so no run began
 * @param phases what was undone, in the order in which it was
 * @param losses what is lost by it, as it was accepted
 * @param states where every phase of the plan stands now
 */
public record RollbackResult(
        String plan,
        Optional<Long> run,
        List<PhaseResult> phases,
        List<String> losses,
        Map<String, String> states,
        Duration took) {
    public RollbackResult {
        phases = List.copyOf(phases);
        losses = List.copyOf(losses);
    }

    /**
     * What was undone of one phase.
     *
     * @param migrations the versions taken back, the last one first
     * @param rows the rows that each transfer took back
     */
    public record PhaseResult(String name, List<String> migrations, Map<String, Long> rows, Duration took) {
        public PhaseResult {
            migrations = List.copyOf(migrations);
        }
    }
}

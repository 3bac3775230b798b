package dev.stopover.run;

import dev.stopover.history.CheckResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run did.
 *
 * @param run the run's id in the history; absent when there was nothing to do and so no run began
 * @param phases what was done in each phase that this run worked on
 * @param states where every phase of the plan stands now
 */
public record RunResult(
        String plan, Optional<Long> run, List<PhaseResult> phases, Map<String, String> states, Duration took) {
    public RunResult {
        phases = List.copyOf(phases);
    }

    /** Whether everything had been done before. */
    public boolean nothingToDo() {
        return phases.isEmpty();
    }

    /**
     * What a run did in one phase.
     *
     * @param migrations the versions applied
     * @param rows the rows moved by each transfer
     */
    public record PhaseResult(
            String name, List<String> migrations, Map<String, Long> rows, List<CheckResult> checks, Duration took) {
        public PhaseResult {
            migrations = List.copyOf(migrations);
            checks = List.copyOf(checks);
        }
    }
}

package dev.stopover.run;

import java.util.List;
import java.util.Optional;

/**
 * What is open, and what was answered.
 *
 * @param run the run's id in the history; absent when nothing was answered
 */
public record RepairResult(String plan, Optional<Long> run, List<String> answered, List<String> open) {
    public RepairResult {
        answered = List.copyOf(answered);
        open = List.copyOf(open);
    }
}

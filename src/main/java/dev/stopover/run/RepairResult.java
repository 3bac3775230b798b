package dev.stopover.run;

import dev.stopover.history.PhaseHistory;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
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

    /** What is open now. */
    static RepairResult read(Connection connection, Plan plan, Optional<Long> run, List<String> answered)
            throws SQLException {
        List<String> open = PhaseHistory.exists(connection)
                ? OpenQuestion.find(connection, plan).stream()
                        .map(OpenQuestion::question)
                        .toList()
                : List.of();
        return new RepairResult(plan.name(), run, answered, open);
    }
}

package dev.stopover.plan;

import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StopoverException;
import java.util.List;
import java.util.stream.Collectors;

/** A plan cannot be used; carries every problem found, in the order of the files. */
public final class InvalidPlanException extends StopoverException {
    private static final long serialVersionUID = 1L;

    private final transient List<PlanProblem> problems;

    public InvalidPlanException(List<PlanProblem> problems) {
        super(
                ExitCode.INVALID_PLAN,
                problems.stream()
                        .sorted()
                        .map(PlanProblem::toString)
                        .collect(Collectors.joining(System.lineSeparator())),
                "",
                null);
        this.problems = problems.stream().sorted().toList();
    }

    public List<PlanProblem> problems() {
        return problems;
    }
}

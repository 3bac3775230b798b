package dev.stopover.mapping;

import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.PlanProblem;
import dev.stopover.plan.Transfer;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one transfer on one database, collected so that all of it is said at once. */
final class BindingProblems {
    private final Transfer transfer;
    private final List<PlanProblem> problems = new ArrayList<>();

    BindingProblems(Transfer transfer) {
        this.transfer = transfer;
    }

    void add(String message, String remedy) {
        problems.add(new PlanProblem(transfer.position(), "transfer " + transfer.name() + ": " + message, remedy));
    }

    /** Throws when there is any problem so far, since what follows would only repeat it. */
    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidPlanException(problems);
        }
    }
}

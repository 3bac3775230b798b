package dev.stopover.plan;

import dev.stopover.sql.SqlSyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a plan while it is read, so that all of it is told at once. */
final class Problems {
    private final List<PlanProblem> found = new ArrayList<>();

    void add(Position position, String message, String remedy) {
        found.add(new PlanProblem(position, message, remedy));
    }

    /** Adds what the lexer found in a script file. */
    void add(String file, SqlSyntaxException e) {
        add(new Position(file, e.line(), e.column()), e.problem(), e.remedy());
    }

    /** @throws InvalidPlanException when anything was found */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new InvalidPlanException(found);
        }
    }
}

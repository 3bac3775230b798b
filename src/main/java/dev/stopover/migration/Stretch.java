package dev.stopover.migration;

import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.PlanProblem;
import dev.stopover.plan.Position;
import dev.stopover.plan.Script;
import dev.stopover.sql.ConcurrentWork;
import dev.stopover.sql.SqlScript;
import dev.stopover.sql.SqlStatement;
import dev.stopover.sql.SqlSyntaxException;
import dev.stopover.sql.StatementKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scripts that are handed to Flyway together, or one that Flyway cannot be handed. */
sealed interface Stretch {
    /** Flyway looks at all scripts it was given before each of them, which many scripts would feel. */
    int MOST_TOGETHER = 50;

    /** Consecutive scripts that Flyway executes, each in a transaction of its own. */
    record Transactional(List<Script> scripts) implements Stretch {
        public Transactional {
            scripts = List.copyOf(scripts);
        }
    }

    /** A script with a statement that cannot run in a transaction. */
    record Journalled(Script script, List<SqlStatement> statements) implements Stretch {
        /** The same for within a transaction, in which nobody else can write to the tables in any case. */
        Journalled blocking() {
            return new Journalled(
                    script,
                    statements.stream()
                            .map(statement -> statement.blocking().orElse(statement))
                            .toList());
        }
    }

    /**
     * Cuts the scripts into stretches.
     *
     * @throws InvalidPlanException for every statement that a script must not contain
     */
    static List<Stretch> of(List<Script> scripts) {
        List<Stretch> stretches = new ArrayList<>();
        List<Script> together = new ArrayList<>();
        List<PlanProblem> problems = new ArrayList<>();
        for (Script script : scripts) {
            List<SqlStatement> statements = statements(script, problems);
            if (statements.stream().allMatch(statement -> statement.kind() == StatementKind.TRANSACTIONAL)) {
                together.add(script);
                if (together.size() == MOST_TOGETHER) {
                    complete(together, stretches);
                }
            } else {
                complete(together, stretches);
                stretches.add(new Journalled(script, statements));
            }
        }
        complete(together, stretches);
        if (!problems.isEmpty()) {
            throw new InvalidPlanException(problems);
        }
        return stretches;
    }

    private static void complete(List<Script> together, List<Stretch> stretches) {
        if (!together.isEmpty()) {
            stretches.add(new Transactional(together));
            together.clear();
        }
    }

    private static List<SqlStatement> statements(Script script, List<PlanProblem> problems) {
        try {
            List<SqlStatement> statements =
                    SqlScript.parse(script.file(), script.sql()).statements();
            statements.forEach(statement -> problem(script, statement).ifPresent(problems::add));
            return statements;
        } catch (SqlSyntaxException e) {
            problems.add(new PlanProblem(new Position(script.file(), e.line(), e.column()), e.problem(), e.remedy()));
            return List.of();
        }
    }

    private static Optional<PlanProblem> problem(Script script, SqlStatement statement) {
        Position position = new Position(script.file(), statement.line(), statement.column());
        if (statement.kind() == StatementKind.TRANSACTION_CONTROL) {
            return Optional.of(new PlanProblem(
                    position,
                    "a script must not begin or end a transaction.",
                    "Remove the statement: every script runs in a transaction of its own."));
        }
        if (statement.kind() == StatementKind.CLIENT_COPY) {
            return Optional.of(new PlanProblem(
                    position, "a script has no client to copy from or to.", "Use insert, or a transfer."));
        }
        return statement
                .concurrent()
                .filter(work -> work instanceof ConcurrentWork.CreateIndex create
                        && create.index().isEmpty())
                .map(unnamed -> new PlanProblem(
                        position,
                        "the index has no name, so that an interrupted run could not find it again.",
                        "Name it."));
    }
}

package dev.stopover.migration;

import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.PlanProblem;
import dev.stopover.plan.Position;
import dev.stopover.plan.Script;
import dev.stopover.plan.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which scripts of a plan the database has, by Flyway's history, without starting Flyway. */
public final class MigrationStatus {
    private final Plan plan;
    private final Optional<SchemaHistory> history;

    private MigrationStatus(Plan plan, Optional<SchemaHistory> history) {
        this.plan = plan;
        this.history = history;
    }

    /** Reads the history in the connection's current schema. */
    public static MigrationStatus read(Connection connection, Plan plan) throws SQLException {
        return new MigrationStatus(plan, SchemaHistory.read(connection));
    }

    /** Whether Flyway has been here. */
    public boolean hasHistory() {
        return history.isPresent();
    }

    /** Whether the script was applied, or belongs to the schema with which the history begins. */
    public boolean isApplied(Script script) {
        return history.map(rows -> rows.has(script.version())).orElse(false);
    }

    /** The versions of the plan that are applied, in order. */
    public Set<Version> applied() {
        return plan.migrations().stream()
                .filter(this::isApplied)
                .map(Script::version)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The phase's scripts that are still to be applied, in order. */
    public List<Script> pending(Phase phase) {
        return phase.migrations().stream().filter(script -> !isApplied(script)).toList();
    }

    /** All scripts of the plan that are still to be applied, in order. */
    public List<Script> pending() {
        return plan.migrations().stream().filter(script -> !isApplied(script)).toList();
    }

    /**
     * Checks that plan and history fit together.
     *
     * @throws InvalidPlanException when a script was changed after it was applied, is missing, or is older than what
     *     was applied; says so for all of them
     * @throws FailedException when a script is recorded as failed
     * @throws BlockedException when the database has not reached the plan's baseline
     */
    public void check() {
        if (history.isEmpty()) {
            return;
        }
        SchemaHistory rows = history.get();
        rows.failed().ifPresent(row -> {
            throw new FailedException(
                    "version " + row.version() + " (" + row.script()
                            + ") is recorded as failed in flyway_schema_history",
                    "Bring the schema to where it was before that script, or finish it by hand; then flyway repair removes the record.");
        });
        plan.baseline()
                .filter(baseline -> rows.current().compareTo(baseline) < 0)
                .ifPresent(baseline -> {
                    throw new BlockedException(
                            "the database is at version " + rows.current() + ", but plan " + plan.name() + " begins at "
                                    + baseline,
                            "Apply the migrations up to " + baseline + " first, or correct baseline in plan.yaml.");
                });
        List<PlanProblem> problems = new ArrayList<>();
        for (Script script : plan.migrations()) {
            problem(script, rows).ifPresent(problems::add);
        }
        problems.addAll(missing(rows));
        if (!problems.isEmpty()) {
            throw new InvalidPlanException(problems);
        }
    }

    private static Optional<PlanProblem> problem(Script script, SchemaHistory rows) {
        Position start = new Position(script.file(), 1, 1);
        Optional<SchemaHistory.Row> row = rows.row(script.version());
        if (row.isEmpty()) {
            return rows.has(script.version()) || script.version().compareTo(rows.current()) > 0
                    ? Optional.empty()
                    : Optional.of(new PlanProblem(
                            start,
                            "version " + script.version() + " is not applied, but the database is at version "
                                    + rows.current() + " already.",
                            "Give the script a version after " + rows.current() + "."));
        }
        if (!row.get().isSql()) {
            return Optional.of(new PlanProblem(
                    start,
                    "version " + script.version() + " was applied as "
                            + row.get().type() + " (" + row.get().script() + "), not as this script.",
                    "Give the script a version of its own."));
        }
        return row.get().checksum().equals(Optional.of(FlywayChecksum.of(script.sql())))
                ? Optional.empty()
                : Optional.of(
                        new PlanProblem(
                                start,
                                "the script was changed after it was applied as version " + script.version() + ".",
                                "Put its text back and make the change in a new script; if only comments differ, flyway repair accepts the new text."));
    }

    private List<PlanProblem> missing(SchemaHistory rows) {
        Optional<Version> last = plan.migrations().stream().map(Script::version).max(Version::compareTo);
        Set<Version> known = plan.migrations().stream().map(Script::version).collect(Collectors.toSet());
        return rows.rows().stream()
                .filter(SchemaHistory.Row::isScript)
                .filter(row -> !known.contains(row.version()))
                .filter(row -> last.filter(version -> row.version().compareTo(version) < 0)
                        .isPresent())
                .filter(row -> plan.baseline()
                        .filter(baseline -> row.version().compareTo(baseline) <= 0)
                        .isEmpty())
                .map(row -> new PlanProblem(
                        new Position("plan.yaml", 1, 1),
                        "the database has version " + row.version() + " (" + row.script()
                                + "), which is not in the plan.",
                        "Put the script back, or set baseline to the version with which the plan begins."))
                .toList();
    }
}

package dev.stopover.run;

import dev.stopover.check.CheckRunner;
import dev.stopover.check.PhaseChecks;
import dev.stopover.failure.FailedException;
import dev.stopover.history.CheckHistory;
import dev.stopover.history.CheckResult;
import dev.stopover.history.Epoch;
import dev.stopover.history.EventHistory;
import dev.stopover.history.Transaction;
import dev.stopover.plan.Check;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The checks of a phase: all of them before it completes, and later those that the plan has gained since. */
record CheckStep(CheckRunner checks, Connection connection, Epoch epoch, Plan plan, RunTally tally) {
    /**
     * Evaluates every check of the phase.
     *
     * @throws FailedException when one does not hold
     */
    void prove(Phase phase) throws SQLException {
        List<CheckResult> results = checks.run(plan, phase, PhaseChecks.of(plan, phase));
        tally.phase(phase.name()).checked(results);
        List<CheckResult> failed = failed(results);
        if (!failed.isEmpty()) {
            throw new FailedException(
                    "phase " + phase.name() + ": " + failed.size() + " of " + results.size() + " checks failed: "
                            + describe(failed),
                    "stopover status shows all results; mend the data or the plan and run the same command again.");
        }
    }

    /**
     * Evaluates the checks of a completed phase that have not passed yet. Those that have are left alone: after cut-over
     * the application writes to one side of what they compare.
     *
     * @throws FailedException when one does not hold; the phase stays completed, since nothing of it was undone
     */
    void proveNew(Phase phase) throws SQLException {
        Set<String> passed = CheckHistory.passed(connection, plan.name(), phase.name());
        List<Check> open = PhaseChecks.of(plan, phase).stream()
                .filter(check -> !passed.contains(check.name()))
                .toList();
        if (open.isEmpty()) {
            return;
        }
        List<CheckResult> results = checks.run(plan, phase, open);
        tally.phase(phase.name()).checked(results);
        List<CheckResult> failed = failed(results);
        if (!failed.isEmpty()) {
            String message = "phase " + phase.name() + " is completed, but " + failed.size() + " of " + results.size()
                    + " checks that were added to it later failed: " + describe(failed);
            Transaction.run(
                    connection,
                    epoch,
                    () -> EventHistory.record(connection, epoch, phase.name(), "checks-failed", message));
            throw new FailedException(
                    message,
                    "The phase stays completed and no later phase was begun. Mend the data or the check and run the same"
                            + " command again: they are evaluated again.");
        }
    }

    private static List<CheckResult> failed(List<CheckResult> results) {
        return results.stream().filter(result -> !result.passed()).toList();
    }

    private static String describe(List<CheckResult> failed) {
        return failed.stream().map(CheckStep::describe).collect(Collectors.joining("; "));
    }

    private static String describe(CheckResult result) {
        return result.name() + ": expected " + result.expected() + ", found " + result.actual()
                + (result.detail().isEmpty() ? "" : " (" + result.detail() + ")")
                + (result.keys().isEmpty() ? "" : ", first " + String.join(", ", result.keys()));
    }
}

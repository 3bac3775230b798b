package dev.stopover.run;

import dev.stopover.check.CheckRunner;
import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.StopoverException;
import dev.stopover.history.CheckResult;
import dev.stopover.history.Epoch;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.migration.MigrationRunner;
import dev.stopover.migration.MigrationStatus;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer;
import dev.stopover.transfer.TransferRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Takes one phase from where it stands to completed: migrations, then transfers, then checks. */
final class PhaseRunner {
    private final StopSignal stop;
    private final ProgressReporter reporter;
    private final Connection connection;
    private final Epoch epoch;
    private final Plan plan;
    private final MigrationReport applied;
    private final MigrationRunner migrations;
    private final TransferReport moved;
    private final TransferRunner transfers;
    private final CheckRunner checks;

    PhaseRunner(
            Database database,
            RunSettings settings,
            StopSignal stop,
            ProgressReporter reporter,
            EntityReader entities,
            Connection connection,
            Epoch epoch,
            Plan plan) {
        this.stop = stop;
        this.reporter = reporter;
        this.connection = connection;
        this.epoch = epoch;
        this.plan = plan;
        this.applied = new MigrationReport(reporter);
        this.migrations = new MigrationRunner(database, epoch, settings.migration(), stop, applied);
        this.moved = new TransferReport(reporter);
        this.transfers = new TransferRunner(database, epoch, settings.transfer(), stop, moved);
        this.checks = new CheckRunner(database, epoch, stop, entities, new CheckReport(reporter));
    }

    /**
     * Whether the phase is not completed, or has grown since it was.
     *
     * @throws BlockedException when one of its transfers has begun with another definition
     */
    boolean hasWork(Phase phase) throws SQLException {
        return PhaseHistory.states(connection, plan.name()).get(phase.name()) != PhaseState.COMPLETED
                || !MigrationStatus.read(connection, plan).pending(phase).isEmpty()
                || !allCopied(phase);
    }

    /**
     * Runs the phase.
     *
     * @throws FailedException when a script, a transfer or a check failed; the phase is recorded as failed
     * @throws SQLException when the connection is lost; the phase stays as running and can be resumed
     */
    RunResult.PhaseResult run(Phase phase) throws SQLException {
        refuseWhatIsNotBuilt(phase);
        long begun = System.nanoTime();
        enter(phase, PhaseState.RUNNING);
        try {
            migrations.run(plan, phase);
            warnAboutWrites(phase);
            for (Transfer transfer : phase.transfers()) {
                stop.check();
                reporter.activity(transfer.name());
                transfers.run(plan, phase, transfer);
            }
            List<CheckResult> results = check(phase);
            PhaseHistory.complete(connection, epoch, phase.name(), plan.hash());
            reporter.done();
            reporter.phase(phase, PhaseState.COMPLETED);
            return new RunResult.PhaseResult(
                    phase.name(),
                    applied.applied(),
                    moved.rows(),
                    results,
                    Duration.ofNanos(System.nanoTime() - begun));
        } catch (SQLException failure) {
            stop.check();
            if (SqlState.isConnectionLoss(SqlState.of(failure))) {
                throw failure;
            }
            FailedException failed = new FailedException(
                    "phase " + phase.name() + " failed: " + failure.getMessage() + " (SQLSTATE " + SqlState.of(failure)
                            + ")",
                    "What was done is recorded: mend the cause and run the same command again to resume.",
                    failure);
            fail(phase, failed);
            throw failed;
        } catch (StopoverException failure) {
            if (!isResumable(failure)) {
                fail(phase, failure);
            }
            throw failure;
        } catch (RuntimeException failure) {
            FailedException failed = new FailedException(
                    "phase " + phase.name() + " failed: unexpected " + failure,
                    "Run the command again with --verbose and report what it prints.",
                    failure);
            fail(phase, failed);
            throw failed;
        }
    }

    private boolean allCopied(Phase phase) throws SQLException {
        for (Transfer transfer : phase.transfers()) {
            if (!TransferRunner.isDone(connection, plan, transfer)) {
                return false;
            }
        }
        return true;
    }

    /** Without sync triggers nothing carries over what the application writes to rows that were copied already. */
    private void warnAboutWrites(Phase phase) {
        if (plan.live() && !phase.transfers().isEmpty()) {
            reporter.event("this version has no sync yet: the application must not write to "
                    + phase.transfers().stream()
                            .map(transfer -> transfer.from().toString())
                            .distinct()
                            .collect(Collectors.joining(", "))
                    + " from now until cut-over, or checks will fail");
        }
    }

    private List<CheckResult> check(Phase phase) throws SQLException {
        List<CheckResult> results = checks.run(plan, phase);
        List<CheckResult> failed =
                results.stream().filter(result -> !result.passed()).toList();
        if (!failed.isEmpty()) {
            throw new FailedException(
                    "phase " + phase.name() + ": " + failed.size() + " of " + results.size() + " checks failed: "
                            + failed.stream().map(PhaseRunner::describe).collect(Collectors.joining("; ")),
                    "Nothing was rolled back. stopover status shows all results; mend the data or the plan and run the"
                            + " same command again.");
        }
        return results;
    }

    private void enter(Phase phase, PhaseState state) throws SQLException {
        PhaseHistory.enter(connection, epoch, phase.name(), state, null);
        reporter.phase(phase, state);
    }

    private void fail(Phase phase, StopoverException failure) {
        try {
            PhaseHistory.enter(connection, epoch, phase.name(), PhaseState.FAILED, failure.getMessage());
            reporter.phase(phase, PhaseState.FAILED);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Another runner took over, the server went away or a signal came: nothing is wrong with the phase itself. */
    private static boolean isResumable(StopoverException failure) {
        return failure.exitCode().jobAction() == ExitCode.JobAction.RETRY;
    }

    private static String describe(CheckResult result) {
        return result.name() + ": expected " + result.expected() + ", found " + result.actual()
                + (result.detail().isEmpty() ? "" : " (" + result.detail() + ")")
                + (result.keys().isEmpty() ? "" : ", first " + String.join(", ", result.keys()));
    }

    private static void refuseWhatIsNotBuilt(Phase phase) {
        List<String> asked = UnsupportedKeys.of(phase);
        if (!asked.isEmpty()) {
            throw new BlockedException(
                    "phase " + phase.name() + " asks for " + String.join(", ", asked)
                            + ", which this version cannot do yet, so the phase does not start",
                    "Run up to the phase before it with --to, or take these keys out of the plan if you can answer for"
                            + " that.");
        }
    }
}

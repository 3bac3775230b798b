package dev.stopover.run;

import dev.stopover.backup.TableRestore;
import dev.stopover.database.Fingerprint;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.FingerprintHistory;
import dev.stopover.history.FingerprintHistory.Moment;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.migration.UndoRunner;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer.Reverse;
import dev.stopover.sync.SyncRunner;
import dev.stopover.transfer.TransferUndo;
import dev.stopover.transfer.UndoObstacle;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes one phase back: what its transfers moved, then its migrations, and proves by the fingerprint that the catalog is
 * as it was. Each step can be repeated, so that an interrupted rollback goes on where it was.
 */
final class PhaseRollback {
    private static final int SHOWN_DIFFERENCES = 20;

    private final ProgressReporter reporter;
    private final StopSignal stop;
    private final Connection connection;
    private final Epoch epoch;
    private final Plan plan;
    private final UndoReport undone;
    private final UndoRunner migrations;
    private final TransferReport moved;
    private final TransferUndo transfers;
    private final TableRestore rows;
    private final SyncRunner sync;
    private final FlagRetreat flags;

    PhaseRollback(RunEnvironment environment, StopSignal stop, Connection connection, Epoch epoch, Plan plan) {
        this.reporter = environment.reporter();
        this.stop = stop;
        this.connection = connection;
        this.epoch = epoch;
        this.plan = plan;
        this.undone = new UndoReport(reporter);
        RunSettings settings = environment.settings();
        this.migrations = new UndoRunner(environment.database(), epoch, settings.migration(), stop, undone);
        this.moved = new TransferReport(reporter);
        this.transfers = new TransferUndo(environment.database(), epoch, settings.transfer(), stop, moved);
        this.rows =
                new TableRestore(environment.database(), epoch, settings.backup(), stop, new BackupReport(reporter));
        this.sync = new SyncRunner(environment.database(), epoch, settings.sync(), stop, new SyncReport(reporter));
        this.flags = new FlagRetreat(connection, stop, reporter, settings.lockWait());
    }

    /** What is in the way of taking the phase back; nothing is changed. */
    List<RollbackProblem> problems(Phase phase) throws SQLException {
        List<RollbackProblem> problems = new ArrayList<>();
        UndoRunner.problems(phase)
                .forEach(problem -> problems.add(RollbackProblem.obstacle(
                        "phase " + phase.name() + ": " + problem,
                        "Write or correct the undo script beside it and roll back again.")));
        if (before(phase).isEmpty()) {
            problems.add(RollbackProblem.obstacle(
                    "phase " + phase.name()
                            + " has no fingerprint from before it, so that nothing could prove the undo",
                    "Its migrations were applied by something else before its first run; take them back with that."));
        }
        loss(phase).map(RollbackProblem::loss).ifPresent(problems::add);
        for (UndoObstacle obstacle : TransferUndo.problems(connection, plan, phase)) {
            if (!obstacle.loss()) {
                problems.add(RollbackProblem.obstacle(obstacle.reason(), obstacle.remedy()));
            } else if (obstacle.kind() == UndoObstacle.Kind.LOSES_ELSEWHERE || !isCarriedOver()) {
                problems.add(RollbackProblem.loss(obstacle.reason()));
            }
        }
        return problems;
    }

    /** What was written since the phase was completed, and is lost with it. */
    private Optional<String> loss(Phase phase) throws SQLException {
        if (PhaseHistory.states(connection, plan.name()).get(phase.name()) != PhaseState.COMPLETED) {
            return Optional.empty();
        }
        if (phase.kind() == PhaseKind.CONTRACT) {
            return Optional.of("the old tables come back as they were when phase " + phase.name()
                    + " began: what was written to the new ones since is not in them");
        }
        if (phase.kind() != PhaseKind.CUTOVER || notCarriedBack().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("what the application wrote after phase " + phase.name() + " to "
                + String.join(", ", notCarriedBack()) + " is not in the old tables");
    }

    /** The targets whose writes no reverse trigger carries back, each with the reason. */
    private List<String> notCarriedBack() {
        return plan.transfers().stream()
                .filter(transfer -> !plan.live() || transfer.reverse() instanceof Reverse.None)
                .map(transfer -> transfer.reverse() instanceof Reverse.None none
                        ? transfer.into() + " (" + none.reason() + ")"
                        : transfer.into() + " (the plan is not live)")
                .distinct()
                .toList();
    }

    /** Whether rows of the targets that no transfer made are known to be rows of the old tables, too. */
    private boolean isCarriedOver() throws SQLException {
        Map<String, PhaseState> states = PhaseHistory.states(connection, plan.name());
        List<Phase> cutovers = plan.phases().stream()
                .filter(phase -> phase.kind() == PhaseKind.CUTOVER)
                .toList();
        boolean beforeCutover = !cutovers.isEmpty()
                && cutovers.stream().allMatch(phase -> states.get(phase.name()) == PhaseState.PENDING);
        return plan.live() && (beforeCutover || notCarriedBack().isEmpty());
    }

    /**
     * Rolls the phase back.
     *
     * @param reason why, for the history
     * @throws FailedException when a step failed, or the catalog is not as it was before the phase; the phase stays as
     *     rolling back, and rolling back again goes on from there
     */
    RollbackResult.PhaseResult run(Phase phase, String reason) throws SQLException {
        long begun = System.nanoTime();
        enter(phase, reason);
        try {
            takeBack(phase);
            prove(phase);
        } catch (FailedException failure) {
            throw recorded(phase, failure);
        } catch (SQLException failure) {
            stop.check();
            if (SqlState.isConnectionLoss(SqlState.of(failure))) {
                throw failure;
            }
            throw recorded(
                    phase,
                    new FailedException(
                            "phase " + phase.name() + " could not be rolled back: " + failure.getMessage()
                                    + " (SQLSTATE " + SqlState.of(failure) + ")",
                            "What was undone is recorded: mend the cause and roll back again.",
                            failure));
        }
        PhaseHistory.rolledBack(connection, epoch, phase.name(), reason);
        reporter.phase(phase, PhaseState.ROLLED_BACK);
        return new RollbackResult.PhaseResult(
                phase.name(), undone.versions(), moved.rows(), Duration.ofNanos(System.nanoTime() - begun));
    }

    private FailedException recorded(Phase phase, FailedException failure) throws SQLException {
        PhaseHistory.enter(connection, epoch, phase.name(), PhaseState.ROLLING_BACK, failure.getMessage());
        return failure;
    }

    /** Sync went with the old tables, and comes back with them. */
    private void takeBack(Phase phase) throws SQLException {
        flags.await(plan, phase);
        boolean contract = phase.kind() == PhaseKind.CONTRACT;
        if (!contract) {
            sync.remove(plan, phase);
        }
        transfers.undo(plan, phase, true);
        migrations.run(plan, phase, () -> rows.restoreRows(plan, phase));
        if (contract) {
            sync.installForward(plan, phase);
            sync.installReverse(plan, phase);
        }
    }

    private void enter(Phase phase, String reason) throws SQLException {
        PhaseState state = PhaseHistory.states(connection, plan.name()).get(phase.name());
        if (state == PhaseState.RUNNING) {
            PhaseHistory.enter(connection, epoch, phase.name(), PhaseState.FAILED, "its run was interrupted");
        }
        PhaseHistory.enter(connection, epoch, phase.name(), PhaseState.ROLLING_BACK, reason);
        reporter.phase(phase, PhaseState.ROLLING_BACK);
    }

    private Optional<Fingerprint> before(Phase phase) throws SQLException {
        return FingerprintHistory.find(connection, plan.name(), phase.name(), Moment.BEFORE);
    }

    private void prove(Phase phase) throws SQLException {
        Fingerprint before = before(phase).orElseThrow();
        Fingerprint now = Fingerprint.read(connection);
        if (!now.isComparableWith(before)) {
            throw new FailedException(
                    "phase " + phase.name() + " was undone, but its fingerprint was taken on PostgreSQL "
                            + before.serverMajor() + " and the server is PostgreSQL " + now.serverMajor()
                            + " now, so that they cannot be compared",
                    "Look the schema over; if it is right: stopover repair --assume reverted.");
        }
        List<String> differences = before.differencesTo(now);
        if (!differences.isEmpty()) {
            throw new FailedException(
                    "phase " + phase.name() + " was undone, but the catalog differs from before it in "
                            + differences.size() + " lines:\n"
                            + differences.stream().limit(SHOWN_DIFFERENCES).collect(Collectors.joining("\n"))
                            + (differences.size() > SHOWN_DIFFERENCES ? "\n…" : ""),
                    "Lines with - are missing and lines with + are too much. Mend the schema and roll back again, or"
                            + " accept it as it is: stopover repair --assume reverted.");
        }
    }
}

package dev.stopover.run;

import dev.stopover.backup.TableRestore;
import dev.stopover.backup.UndoRows;
import dev.stopover.database.Fingerprint;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.encryption.EncryptionRunner;
import dev.stopover.failure.BlockedException;
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
import dev.stopover.sync.SyncRunner;
import dev.stopover.transfer.TransferUndo;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final RollbackObstacles obstacles;
    private final EncryptionRunner encryption;

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
        this.encryption =
                new EncryptionRunner(environment.database(), epoch, settings.keys(), settings.transfer(), stop, moved);
        this.sync = new SyncRunner(environment.database(), epoch, settings.sync(), stop, new SyncReport(reporter));
        this.flags = new FlagRetreat(connection, stop, reporter, settings.lockWait());
        this.obstacles = new RollbackObstacles(environment, stop, connection, plan);
    }

    /**
     * Rolls the phase back.
     *
     * @param reason why, for the history
     * @param lossAccepted whether to go on where rows cannot be brought back
     * @throws BlockedException when rows that its undo needs cannot be brought back; nothing was undone
     * @throws FailedException when a step failed, or the catalog is not as it was before the phase; the phase stays as
     *     rolling back, and rolling back again goes on from there
     */
    RollbackResult.PhaseResult run(Phase phase, String reason, boolean lossAccepted) throws SQLException {
        long begun = System.nanoTime();
        UndoRows found = rows(phase, lossAccepted);
        enter(phase, reason);
        try {
            takeBack(phase, found);
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

    /** Looked for again even where that was done before, since the time between may be long. */
    private UndoRows rows(Phase phase, boolean lossAccepted) throws SQLException {
        UndoRows found = obstacles.rows(phase, Set.of());
        Optional<RollbackProblem> loss = RollbackObstacles.loss(phase, found);
        if (loss.isPresent() && !lossAccepted) {
            throw new BlockedException(
                    "phase " + phase.name() + " was not taken back: "
                            + loss.get().message(),
                    loss.get().remedy());
        }
        return found;
    }

    /** Sync went with the old tables, and comes back with them. */
    private void takeBack(Phase phase, UndoRows found) throws SQLException {
        flags.await(plan, phase);
        boolean contract = phase.kind() == PhaseKind.CONTRACT;
        if (!contract) {
            sync.remove(plan, phase);
        }
        encryption.undo(plan, phase);
        transfers.undo(plan, phase, true);
        migrations.run(plan, phase, () -> rows.restoreRows(phase, found));
        if (contract) {
            encryption.reveal(plan);
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

    private void prove(Phase phase) throws SQLException {
        Fingerprint before = FingerprintHistory.find(connection, plan.name(), phase.name(), Moment.BEFORE)
                .orElseThrow();
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

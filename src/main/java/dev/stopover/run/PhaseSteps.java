package dev.stopover.run;

import dev.stopover.backup.Backups;
import dev.stopover.check.CheckRunner;
import dev.stopover.database.StopSignal;
import dev.stopover.encryption.EncryptionRunner;
import dev.stopover.failure.FailedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.Transaction;
import dev.stopover.migration.MigrationRunner;
import dev.stopover.plan.Encryption;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.plan.Transfer;
import dev.stopover.sync.SyncRunner;
import dev.stopover.throttle.Throttle;
import dev.stopover.transfer.OwnedSequences;
import dev.stopover.transfer.Pace;
import dev.stopover.transfer.TransferRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What a phase does between its begin and its end, in this order. Each step finds out by itself what of it is done. A
 * transaction cannot take backups, which are to be had before it begins.
 *
 * @param stop ends the steps when a signal comes, the lock is lost or a tripwire is touched
 */
record PhaseSteps(
        RunEnvironment environment, StopSignal stop, Connection connection, Epoch epoch, Plan plan, RunTally tally) {
    private static final int CHECK_ATTEMPTS = 3;

    /** Takes the phase from where it stands to the point where only its completion is to be recorded. */
    void run(Phase phase) throws SQLException {
        if (!environment.database().isOneTransaction()) {
            backUp(phase);
        }
        if (phase.kind() == PhaseKind.CUTOVER) {
            sync().installReverse(plan, phase);
        } else if (phase.kind() == PhaseKind.CONTRACT) {
            sync().removeAll(plan);
            encryption(phase).release(plan);
        }
        migrate(phase, phase.migrationsBeforeTransfers());
        transfer(phase);
        encrypt(phase);
        migrate(phase, phase.migrationsAfterTransfers());
        if (phase.kind() == PhaseKind.CUTOVER) {
            encryption(phase).catchUp(plan);
            advanceSequences(phase);
        }
        if (phase.kind() == PhaseKind.CONTRACT) {
            checks().prove(phase);
        } else {
            proveReconciled(phase);
        }
    }

    /**
     * A writer in REPEATABLE READ or SERIALIZABLE may leave a row wrong between a reconcile pass and a check, and says so
     * in the log; such a check is evaluated again when that row is right.
     */
    private void proveReconciled(Phase phase) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            reconcile(phase);
            try {
                checks().prove(phase);
                return;
            } catch (FailedException failure) {
                if (attempt == CHECK_ATTEMPTS
                        || SyncRunner.state(connection, plan).touched() == 0) {
                    throw failure;
                }
                environment
                        .reporter()
                        .event("rows were written meanwhile that triggers could not see: " + "the checks of phase "
                                + phase.name() + " are evaluated again");
            }
        }
    }

    void reconcile(Phase phase) throws SQLException {
        sync().reconcile(plan, phase);
    }

    CheckStep checks() {
        CheckRunner runner = new CheckRunner(
                environment.database(),
                epoch,
                stop,
                environment.entities(),
                environment.settings().keys(),
                new CheckReport(environment.reporter()));
        return new CheckStep(runner, connection, epoch, plan, tally);
    }

    void backUp(Phase phase) throws SQLException {
        new Backups(
                        environment.database(),
                        epoch,
                        environment.settings().backup(),
                        stop,
                        new BackupReport(environment.reporter()))
                .take(plan, phase);
    }

    private void migrate(Phase phase, List<Script> scripts) throws SQLException {
        MigrationReport report = tally.phase(phase.name()).migrations();
        new MigrationRunner(environment.database(), epoch, environment.migration(), stop, report)
                .run(plan, phase, scripts);
    }

    /** The triggers must be there before the first block is read; what the targets held must be known before that. */
    private void transfer(Phase phase) throws SQLException {
        if (environment.database().isOneTransaction()) {
            // Who holds its locks for longer helps nobody.
            transfer(phase, Pace.FULL);
            return;
        }
        try (Throttle throttle = new Throttle(
                environment.database(),
                plan,
                phase,
                environment.settings().throttle(),
                stop,
                tally.phase(phase.name()).held(),
                new ThrottleReport(environment.reporter(), epoch, phase.name()))) {
            transfer(phase, throttle::await);
        }
    }

    private void transfer(Phase phase, Pace pace) throws SQLException {
        TransferRunner transfers = new TransferRunner(
                environment.database(),
                epoch,
                environment.transfer(),
                pace,
                stop,
                tally.phase(phase.name()).transfers());
        if (!phase.transfers().isEmpty()) {
            environment.reporter().activity("sync of phase " + phase.name());
            transfers.register(plan, phase);
            sync().installForward(plan, phase);
        }
        for (Transfer transfer : phase.transfers()) {
            stop.check();
            environment.reporter().activity(transfer.name());
            transfers.run(plan, phase, transfer, () -> sync().settle(plan, phase));
        }
    }

    private void encrypt(Phase phase) throws SQLException {
        for (Encryption encryption : phase.encryptions()) {
            stop.check();
            environment.reporter().activity(encryption.name());
            encryption(phase).run(plan, phase, encryption);
        }
    }

    private EncryptionRunner encryption(Phase phase) {
        return new EncryptionRunner(
                environment.database(),
                epoch,
                environment.settings().keys(),
                environment.settings().transfer(),
                stop,
                tally.phase(phase.name()).transfers());
    }

    /** Live sync went on inserting copied keys; from now on the application takes new ones from the sequences. */
    private void advanceSequences(Phase phase) throws SQLException {
        OwnedSequences sequences = new OwnedSequences(connection, epoch);
        for (Transfer transfer : plan.transfers()) {
            Transaction.run(connection, epoch, () -> {
                sequences.advance(phase.name(), transfer);
                return transfer;
            });
        }
    }

    private SyncRunner sync() {
        return new SyncRunner(
                environment.database(), epoch, environment.sync(), stop, new SyncReport(environment.reporter()));
    }
}

package dev.stopover.run;

import dev.stopover.backup.BackupSettings;
import dev.stopover.cipher.KeySource;
import dev.stopover.migration.MigrationSettings;
import dev.stopover.migration.ScriptWitness;
import dev.stopover.plan.ThrottleLimits;
import dev.stopover.sync.SyncSettings;
import dev.stopover.transfer.TransferSettings;
import java.time.Duration;

/**
 * How a run behaves.
 *
 * @param lockWait how long to wait for another runner of the same plan
 * @param reconnectFor how long to try again when the server goes away
 * @param lockTimeout how long a migration waits for one lock, and so how long anybody waits behind it
 * @param lockRetryFor how long a migration that does not get its locks is tried again
 * @param statementTimeout how long one statement of a migration may take; zero means without limit
 * @param workers how many connections move the rows of a transfer
 * @param onFailure what becomes of a phase that fails
 * @param gates whether a phase waits for its gates; only a rehearsal does not
 * @param throttle when transfers hold back, where that is not as the plan says
 * @param backup how backups are taken
 * @param keys where the key is from that wraps those of encrypted values
 * @param witness looks on while the scripts of migrations run
 */
public record RunSettings(
        Duration lockWait,
        Duration reconnectFor,
        Duration lockTimeout,
        Duration lockRetryFor,
        Duration statementTimeout,
        int workers,
        OnFailure onFailure,
        boolean gates,
        ThrottleLimits throttle,
        BackupSettings backup,
        KeySource keys,
        ScriptWitness witness) {
    /** The settings of a run that is told nothing. */
    public static final RunSettings DEFAULT = new RunSettings(
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ofMillis(500),
            Duration.ofMinutes(5),
            Duration.ZERO,
            1,
            OnFailure.ROLL_BACK,
            true,
            ThrottleLimits.USUAL,
            BackupSettings.DEFAULT,
            KeySource.NONE,
            ScriptWitness.NONE);

    /** The same with another answer to a failure. */
    public RunSettings withOnFailure(OnFailure answer) {
        return with(answer, gates, throttle, backup, keys, witness);
    }

    /** The same with other manners for backups. */
    public RunSettings withBackup(BackupSettings manners) {
        return with(onFailure, gates, throttle, manners, keys, witness);
    }

    /** The same without gates, for a copy that nobody uses. */
    public RunSettings withoutGates() {
        return with(onFailure, false, throttle, backup, keys, witness);
    }

    /** The same with somebody who looks on while scripts run. */
    public RunSettings withWitness(ScriptWitness looker) {
        return with(onFailure, gates, throttle, backup, keys, looker);
    }

    /** The same with another source of keys. */
    public RunSettings withKeys(KeySource source) {
        return with(onFailure, gates, throttle, backup, source, witness);
    }

    /** The same with other limits of the server's load. */
    public RunSettings withThrottle(ThrottleLimits limits) {
        return with(onFailure, gates, limits, backup, keys, witness);
    }

    /** The same with another number of connections that move rows. */
    public RunSettings withWorkers(int number) {
        return new RunSettings(
                lockWait,
                reconnectFor,
                lockTimeout,
                lockRetryFor,
                statementTimeout,
                number,
                onFailure,
                gates,
                throttle,
                backup,
                keys,
                witness);
    }

    private RunSettings with(
            OnFailure answer,
            boolean gated,
            ThrottleLimits limits,
            BackupSettings manners,
            KeySource source,
            ScriptWitness looker) {
        return new RunSettings(
                lockWait,
                reconnectFor,
                lockTimeout,
                lockRetryFor,
                statementTimeout,
                workers,
                answer,
                gated,
                limits,
                manners,
                source,
                looker);
    }

    MigrationSettings migration() {
        return new MigrationSettings(lockTimeout, lockRetryFor, statementTimeout, Duration.ZERO, witness);
    }

    TransferSettings transfer() {
        return TransferSettings.DEFAULT.withWorkers(workers);
    }

    SyncSettings sync() {
        return new SyncSettings(lockTimeout, lockRetryFor, lockWait, SyncSettings.DEFAULT.batch());
    }
}

package dev.stopover.run;

import dev.stopover.migration.MigrationSettings;
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
 */
public record RunSettings(
        Duration lockWait,
        Duration reconnectFor,
        Duration lockTimeout,
        Duration lockRetryFor,
        Duration statementTimeout,
        int workers,
        OnFailure onFailure) {
    /** The settings of a run that is told nothing. */
    public static final RunSettings DEFAULT = new RunSettings(
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ofMillis(500),
            Duration.ofMinutes(5),
            Duration.ZERO,
            1,
            OnFailure.ROLL_BACK);

    /** The same with another answer to a failure. */
    public RunSettings withOnFailure(OnFailure answer) {
        return new RunSettings(lockWait, reconnectFor, lockTimeout, lockRetryFor, statementTimeout, workers, answer);
    }

    MigrationSettings migration() {
        return new MigrationSettings(lockTimeout, lockRetryFor, statementTimeout, Duration.ZERO);
    }

    TransferSettings transfer() {
        return TransferSettings.DEFAULT.withWorkers(workers);
    }
}

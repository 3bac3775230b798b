package dev.stopover.migration;

import java.time.Duration;

/**
 * The manners of migrations.
 *
 * @param lockTimeout how long a statement waits for one lock, and so how long anybody waits behind it
 * @param lockRetryFor how long a script that does not get its locks is tried again
 * @param statementTimeout how long one statement may take; zero means without limit
 * @param concurrentTimeout how long one CONCURRENTLY statement may take, which waits for locks without limit of its
 *     own; zero means without limit
 * @param witness looks on while scripts run
 */
public record MigrationSettings(
        Duration lockTimeout,
        Duration lockRetryFor,
        Duration statementTimeout,
        Duration concurrentTimeout,
        ScriptWitness witness) {
    /** The same without a witness. */
    public MigrationSettings(
            Duration lockTimeout, Duration lockRetryFor, Duration statementTimeout, Duration concurrentTimeout) {
        this(lockTimeout, lockRetryFor, statementTimeout, concurrentTimeout, ScriptWitness.NONE);
    }

    public MigrationSettings {
        if (lockTimeout.isNegative() || lockTimeout.isZero()) {
            throw new IllegalArgumentException("a migration must not wait for locks without a limit: " + lockTimeout);
        }
        if (lockRetryFor.isNegative() || statementTimeout.isNegative() || concurrentTimeout.isNegative()) {
            throw new IllegalArgumentException("durations must not be negative");
        }
    }

    /** The same, giving up as soon as others are in the way: within a transaction whose locks others wait for. */
    public MigrationSettings impatient() {
        return new MigrationSettings(lockTimeout, Duration.ZERO, statementTimeout, concurrentTimeout, witness);
    }
}

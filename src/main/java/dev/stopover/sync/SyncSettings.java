package dev.stopover.sync;

import java.time.Duration;

/**
 * The manners of sync.
 *
 * @param lockTimeout how long a statement that creates or drops a trigger waits for a lock, and so how long anybody waits
 *     behind it
 * @param lockRetryFor how long a trigger that does not get its lock is tried again
 * @param snapshotWait how long reconciling waits for transactions that began before the last row was copied
 * @param batch how many keys a transaction of the reconcile pass takes
 */
public record SyncSettings(Duration lockTimeout, Duration lockRetryFor, Duration snapshotWait, int batch) {
    /** The settings of a run that is told nothing. */
    public static final SyncSettings DEFAULT =
            new SyncSettings(Duration.ofMillis(500), Duration.ofMinutes(5), Duration.ofMinutes(10), 200);

    public SyncSettings {
        if (lockTimeout.isNegative() || lockTimeout.isZero()) {
            throw new IllegalArgumentException("a trigger must not wait for locks without a limit: " + lockTimeout);
        }
        if (lockRetryFor.isNegative() || snapshotWait.isNegative() || batch < 1) {
            throw new IllegalArgumentException(
                    "retry for " + lockRetryFor + ", wait for " + snapshotWait + ", batches of " + batch);
        }
    }

    /** The same, giving up as soon as others are in the way: within a transaction whose locks others wait for. */
    public SyncSettings impatient() {
        return new SyncSettings(lockTimeout, Duration.ZERO, snapshotWait, batch);
    }
}

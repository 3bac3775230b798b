package dev.stopover.inspection;

import java.time.Duration;

/**
 * The manners of an inspection.
 *
 * @param statementTimeout how long each of its queries may take
 * @param longTransaction from what age on a transaction is worth a word
 */
public record InspectionSettings(Duration statementTimeout, Duration longTransaction) {
    /** What holds when nothing is said. */
    public static final InspectionSettings DEFAULT =
            new InspectionSettings(Duration.ofSeconds(5), Duration.ofMinutes(1));

    public InspectionSettings {
        if (statementTimeout.isZero() || statementTimeout.isNegative() || longTransaction.isNegative()) {
            throw new IllegalArgumentException("timeout " + statementTimeout + ", transactions of " + longTransaction);
        }
    }
}

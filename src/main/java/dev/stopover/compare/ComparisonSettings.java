package dev.stopover.compare;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param executions how often each query is executed on each side, after a tenth of that to warm up
 * @param timeout how long a single execution may take
 */
public record ComparisonSettings(int executions, Duration timeout) {
    public ComparisonSettings {
        if (executions < 1 || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(executions + " executions within " + timeout);
        }
    }

    int warmUp() {
        return (executions + 9) / 10;
    }
}

package dev.stopover.history;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a monitor said once.
 *
 * @param value absent when the query failed or gave no number; such a sample is never within its bound
 * @param bound the bound in words
 * @param error why there is no value
 */
public record MonitorSample(
        String phase,
        String monitor,
        Optional<BigDecimal> value,
        String bound,
        boolean within,
        Optional<String> error) {
    public MonitorSample {
        if (within && value.isEmpty()) {
            throw new IllegalArgumentException("a missing value is within its bound: " + monitor);
        }
    }

    /** The value as people read it. */
    public String shown() {
        return value.map(BigDecimal::toPlainString).orElse("no value");
    }
}

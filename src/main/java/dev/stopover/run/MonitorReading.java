package dev.stopover.run;

import dev.stopover.history.MonitorSample;
import java.util.Optional;

/**
 * What a monitor of a phase said last, for the metrics.
 *
 * @param value absent when it could not be measured, which counts as out of bounds
 */
public record MonitorReading(String phase, String monitor, Optional<Double> value, boolean within) {
    static MonitorReading of(MonitorSample sample) {
        return new MonitorReading(
                sample.phase(), sample.monitor(), sample.value().map(Number::doubleValue), sample.within());
    }
}

package dev.stopover.run;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a worker did.
 *
 * @param rows the rows that it moved itself, by transfer
 * @param reason why it ended, for people
 */
public record WorkResult(String plan, Map<String, Long> rows, String reason, Duration took) {
    public WorkResult {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }
}

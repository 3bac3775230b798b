package dev.stopover.database;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before each further attempt: exponential with full jitter between half the step and the step.
 *
 * @param first the first step
 * @param most the longest step
 */
public record Backoff(Duration first, Duration most) {
    /** The wait before attempt {@code attempt}, counted from 1 for the first repetition. */
    public Duration before(int attempt) {
        long step = first.toMillis() << Math.min(attempt - 1, 20);
        long capped = Math.min(step, most.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(capped / 2, capped + 1));
    }
}

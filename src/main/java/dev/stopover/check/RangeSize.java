package dev.stopover.check;

import java.time.Duration;

/** How many blocks the next statement of a comparison reads, so that each takes about a second. */
final class RangeSize {
    private static final double TARGET_NANOS = Duration.ofSeconds(1).toNanos();
    private static final double MOST_GROWTH = 4;
    private static final double MOST_SHRINKING = 0.1;
    private static final long FIRST = 256;

    private long blocks = FIRST;

    long blocks() {
        return blocks;
    }

    void took(long nanos) {
        double factor = TARGET_NANOS / Math.max(1, nanos);
        double bounded = Math.max(MOST_SHRINKING, Math.min(MOST_GROWTH, factor));
        blocks = Math.max(1, (long) (blocks * bounded));
    }
}

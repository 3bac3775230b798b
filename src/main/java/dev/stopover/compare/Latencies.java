package dev.stopover.compare;

import java.time.Duration;
import java.util.List;

/** How long executions took, the shortest first. */
public record Latencies(List<Duration> sorted) {
    public Latencies {
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        sorted = sorted.stream().sorted().toList();
    }

    /** The time within which half of them ended. */
    public Duration p50() {
        return percentile(50);
    }

    /** The time within which 95 of 100 ended. */
    public Duration p95() {
        return percentile(95);
    }

    /** The shortest time within which so many of 100 ended: the nearest rank, so one that was measured. */
    private Duration percentile(int of100) {
        int rank = (sorted.size() * of100 + 99) / 100;
        return sorted.get(rank - 1);
    }
}

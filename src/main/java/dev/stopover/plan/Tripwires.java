package dev.stopover.plan;

import java.time.Duration;

/**
 * The conditions that stop a phase.
 *
 * @param overrun how many times its estimate a phase may take
 * @param minOverrun a phase shorter than this never trips by time
 * @param rejects how many rows a phase may reject
 */
public record Tripwires(double overrun, Duration minOverrun, long rejects) {
    /** What holds when a plan says nothing. */
    public static final Tripwires DEFAULT = new Tripwires(2, Duration.ofSeconds(30), 0);

    public Tripwires {
        if (overrun < 1 || rejects < 0) {
            throw new IllegalArgumentException("overrun " + overrun + ", rejects " + rejects);
        }
    }
}

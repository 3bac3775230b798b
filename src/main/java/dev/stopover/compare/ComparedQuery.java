package dev.stopover.compare;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * One query, before and after.
 *
 * @param executions how often each side was executed and measured
 * @param atMost how many times as long the new one may take in the median
 */
public record ComparedQuery(String name, int executions, Side before, Side after, Optional<BigDecimal> atMost) {
    /** How many times as long the new one takes in the median. */
    public double ratioOfP50() {
        return ratio(before.latencies().p50(), after.latencies().p50());
    }

    /** How many times as long the slow ones take. */
    public double ratioOfP95() {
        return ratio(before.latencies().p95(), after.latencies().p95());
    }

    /** Whether both returned the same number of rows; else they do not ask the same, and their times say nothing. */
    public boolean sameRows() {
        return before.rows() == after.rows();
    }

    /** Whether the new one is as fast as the plan demands. */
    public boolean fastEnough() {
        return atMost.map(limit -> ratioOfP50() <= limit.doubleValue()).orElse(true);
    }

    /** Whether nothing is wrong with it. */
    public boolean passed() {
        return sameRows() && fastEnough();
    }

    private static double ratio(Duration before, Duration after) {
        return (double) after.toNanos() / Math.max(1, before.toNanos());
    }
}

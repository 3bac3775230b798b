package dev.stopover.compare;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * One query, before and after.
 *
 * @param executions how often each side was executed and measured, in turn
 * @param slower in how many of these pairs the new one took more than {@code atMost} times as long
 * @param atMost how many times as long the new one may take in the median
 */
public record ComparedQuery(
        String name, int executions, int slower, Side before, Side after, Optional<BigDecimal> atMost) {
    /** Of a normal distribution, one in twenty is further out on this side. */
    private static final double ONE_IN_TWENTY = 1.645;

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

    /** Whether the medians are as the plan demands. */
    public boolean withinLimit() {
        return atMost.map(limit -> ratioOfP50() <= limit.doubleValue()).orElse(true);
    }

    /**
     * Whether so many pairs are slower that a query which is just within the limit would show it once in twenty times at most: the
     * sign test, which asks for no distribution of the times. A machine that is busy makes any median wrong.
     */
    public boolean beyondChance() {
        double most = (executions + ONE_IN_TWENTY * Math.sqrt(executions)) / 2;
        return slower > Math.min(most, executions - 1);
    }

    /** Whether nothing shows that the new one is slower than the plan allows. */
    public boolean fastEnough() {
        return withinLimit() || !beyondChance();
    }

    /** Whether nothing is wrong with it. */
    public boolean passed() {
        return sameRows() && fastEnough();
    }

    private static double ratio(Duration before, Duration after) {
        return (double) after.toNanos() / Math.max(1, before.toNanos());
    }
}

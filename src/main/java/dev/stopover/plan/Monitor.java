package dev.stopover.plan;

import java.time.Duration;

/**
 * A named measurement with a bound, sampled while a phase runs and while it soaks.
 *
 * @param rollBackAfter how many samples out of bounds in a row lead to a rollback
 */
public record Monitor(String name, String sql, Bound bound, Duration every, int rollBackAfter) {}

package dev.stopover.history;

import java.time.Duration;
import java.util.List;

/**
 * What one evaluation of a check found.
 *
 * @param kind the check's kind as a plan writes it: {@code count}, {@code equal}, {@code sql} and so on
 * @param expected what would have passed, for people
 * @param actual what was found, for people
 * @param detail what differs and where, or what explains the numbers; may be empty
 * @param keys the first rows or values that fail the check
 */
public record CheckResult(
        String name,
        String kind,
        boolean passed,
        String expected,
        String actual,
        String detail,
        List<String> keys,
        Duration took) {
    public CheckResult {
        keys = List.copyOf(keys);
    }
}

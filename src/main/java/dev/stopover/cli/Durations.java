package dev.stopover.cli;

import dev.stopover.plan.DurationText;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Durations as people write them: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 2h}, {@code 14d}. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private Durations() {}

    static boolean isDuration(String text) {
        return FORM.matcher(text).matches();
    }

    static Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new TypeConversionException("'" + text + "' is not a duration such as 500ms, 10s, 5m, 2h, 14d");
        }
        return Duration.ofMillis(
                Math.multiplyExact(Long.parseLong(form.group(1)), MILLIS.getOrDefault(form.group(2), 1L)));
    }

    /** For people: the two largest units. */
    static String text(Duration duration) {
        return DurationText.of(duration);
    }
}

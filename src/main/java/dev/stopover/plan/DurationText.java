package dev.stopover.plan;

import java.time.Duration;

/** Durations for people: the two largest units. */
public final class DurationText {
    private DurationText() {}

    /** The duration as in {@code 800ms}, {@code 10s}, {@code 1m 30s}, {@code 2h 5m} or {@code 14d}. */
    public static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 10) {
            return duration.toMillis() % 1000 == 0 ? seconds + "s" : duration.toMillis() + "ms";
        }
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds < 3_600) {
            return seconds / 60 + "m" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + "s");
        }
        return seconds / 3_600 + "h" + (seconds % 3_600 < 60 ? "" : " " + seconds % 3_600 / 60 + "m");
    }
}

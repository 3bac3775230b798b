package dev.stopover.cli;

import dev.stopover.failure.UsageException;
import dev.stopover.plan.Ceiling;
import dev.stopover.plan.LoadReading;
import dev.stopover.plan.ThrottleLimits;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When transfers hold back, where that is not as the plan says. */
final class ThrottleOptions {
    private static final String NONE = "none";

    @Option(
            names = "--throttle",
            paramLabel = "KEY=VALUE,...",
            description = "When transfers hold back: replication-lag=TIME, archive-backlog=N, lock-waits=N, "
                    + "active-sessions=N, autovacuum=slow; each may be none. Comes before throttle in the plan.")
    private @Nullable String throttle;

    /** @throws UsageException when the option cannot be understood */
    ThrottleLimits limits() {
        if (throttle == null) {
            return ThrottleLimits.USUAL;
        }
        Map<LoadReading, Ceiling> ceilings = new EnumMap<>(LoadReading.class);
        for (String entry : throttle.split(",", -1)) {
            int equals = entry.indexOf('=');
            String key = equals < 0 ? entry.trim() : entry.substring(0, equals).trim();
            String value = equals < 0 ? "" : entry.substring(equals + 1).trim();
            LoadReading reading = Arrays.stream(LoadReading.values())
                    .filter(one -> one.word().equals(key))
                    .findFirst()
                    .orElseThrow(() -> wrong(entry));
            ceilings.put(reading, ceiling(reading, value).orElseThrow(() -> wrong(entry)));
        }
        return new ThrottleLimits(ceilings, Optional.empty());
    }

    private static Optional<Ceiling> ceiling(LoadReading reading, String value) {
        if (value.equals(NONE)) {
            return Optional.of(Ceiling.NONE);
        }
        return switch (reading) {
            case REPLICATION_LAG ->
                Durations.isDuration(value)
                        ? Optional.of(Ceiling.of(Durations.parse(value).toMillis()))
                        : Optional.empty();
            case AUTOVACUUM -> value.equals("slow") ? Optional.of(Ceiling.of(0)) : Optional.empty();
            case ARCHIVE_BACKLOG, LOCK_WAITS, ACTIVE_SESSIONS ->
                value.matches("[0-9]{1,9}") ? Optional.of(Ceiling.of(Long.parseLong(value))) : Optional.empty();
        };
    }

    private static UsageException wrong(String entry) {
        return new UsageException(
                "--throttle: \"" + entry + "\" is not understood",
                "Known: "
                        + Arrays.stream(LoadReading.values())
                                .map(LoadReading::word)
                                .collect(Collectors.joining(", "))
                        + "; write for example replication-lag=30s,active-sessions=none.");
    }
}

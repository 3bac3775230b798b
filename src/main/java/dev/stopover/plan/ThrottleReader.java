package dev.stopover.plan;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Reads when transfers hold back. */
final class ThrottleReader {
    private static final String NONE = "none";

    private ThrottleReader() {}

    static ThrottleLimits read(YamlMap map) {
        Map<LoadReading, Ceiling> ceilings = new EnumMap<>(LoadReading.class);
        for (LoadReading reading : LoadReading.values()) {
            map.value(reading.word())
                    .flatMap(value -> ceiling(value, reading))
                    .ifPresent(ceiling -> ceilings.put(reading, ceiling));
        }
        Optional<LoadQuery> query =
                map.value("query").flatMap(value -> value.map("\"query\"")).map(ThrottleReader::query);
        map.refuseUnknownKeys();
        return new ThrottleLimits(ceilings, query);
    }

    private static Optional<Ceiling> ceiling(YamlValue value, LoadReading reading) {
        if (reading == LoadReading.AUTOVACUUM) {
            return value.oneOf(Vacuum.class).map(word -> word == Vacuum.SLOW ? Ceiling.of(0) : Ceiling.NONE);
        }
        return value.anyScalar()
                .flatMap(text -> text.equals(NONE)
                        ? Optional.of(Ceiling.NONE)
                        : atMost(value, reading).map(Ceiling::of));
    }

    private static Optional<Long> atMost(YamlValue value, LoadReading reading) {
        return reading == LoadReading.REPLICATION_LAG
                ? value.duration().map(time -> time.toMillis())
                : value.wholeNumber(0).map(Integer::longValue);
    }

    private enum Vacuum {
        SLOW,
        NONE
    }

    private static LoadQuery query(YamlMap map) {
        String sql = map.required("sql", "<query of one number>")
                .flatMap(SqlParts::query)
                .orElse("");
        Bound bound = BoundReader.read(map, true);
        map.refuseUnknownKeys();
        return new LoadQuery(sql, bound);
    }
}

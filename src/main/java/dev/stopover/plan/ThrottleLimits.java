package dev.stopover.plan;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was said about when transfers hold back.
 *
 * @param ceilings for readings about which something was said; the others have their usual ceilings
 * @param query the author's own reading
 */
public record ThrottleLimits(Map<LoadReading, Ceiling> ceilings, Optional<LoadQuery> query) {
    /** Nothing was said. */
    public static final ThrottleLimits USUAL = new ThrottleLimits(Map.of(), Optional.empty());

    public ThrottleLimits {
        ceilings = Map.copyOf(ceilings);
    }

    /** The ceiling that was asked for; empty when nothing was said about that reading. */
    public Optional<Ceiling> given(LoadReading reading) {
        return Optional.ofNullable(ceilings.get(reading));
    }

    /** These limits, except for what the others say, which come from closer by. */
    public ThrottleLimits overriddenBy(ThrottleLimits others) {
        Map<LoadReading, Ceiling> all = new EnumMap<>(LoadReading.class);
        all.putAll(ceilings);
        all.putAll(others.ceilings);
        return new ThrottleLimits(all, others.query.or(() -> query));
    }
}

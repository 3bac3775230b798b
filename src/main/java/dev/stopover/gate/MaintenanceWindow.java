package dev.stopover.gate;

import dev.stopover.plan.Gate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.stream.Stream;

/**
 * When a daily window is open, by the clock on the wall of its time zone: an hour that summer time skips does not
 * exist, and one that it repeats is open twice.
 */
final class MaintenanceWindow {
    /** Two skips in a row are unheard of; a window inside of one opens on the day after. */
    private static final int DAYS_AHEAD = 3;

    private final LocalTime from;
    private final LocalTime to;
    private final ZoneRules rules;

    MaintenanceWindow(Gate.Window window) {
        this.from = window.from();
        this.to = window.to();
        this.rules = window.zone().getRules();
    }

    boolean isOpen(Instant now) {
        LocalTime time = now.atOffset(rules.getOffset(now)).toLocalTime();
        boolean begun = !time.isBefore(from);
        boolean over = !time.isBefore(to);
        return from.isBefore(to) ? begun && !over : begun || !over;
    }

    /** The first instant from this one on at which the window is open. */
    Instant nextOpening(Instant now) {
        if (isOpen(now)) {
            return now;
        }
        LocalDate today = now.atOffset(rules.getOffset(now)).toLocalDate();
        return Stream.iterate(today, day -> day.plusDays(1))
                .limit(DAYS_AHEAD)
                .flatMap(this::openings)
                .filter(instant -> !instant.isBefore(now) && isOpen(instant))
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    /** When the day's clocks reach the window's beginning, and when a change of the clocks leads into it. */
    private Stream<Instant> openings(LocalDate day) {
        Stream<Instant> beginnings = rules.getValidOffsets(day.atTime(from)).stream()
                .map(offset -> day.atTime(from).toInstant(offset));
        ZoneOffsetTransition change =
                rules.nextTransition(day.atStartOfDay(ZoneOffset.MAX).toInstant());
        return change == null ? beginnings : Stream.concat(beginnings, Stream.of(change.getInstant()));
    }
}

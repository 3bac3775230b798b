package dev.stopover.gate;

import dev.stopover.history.MonitorSample;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a look at the phases that soak has found.
 *
 * @param awaited whether a phase with a soak is still to come
 * @param trip what tripped and was rolled back
 */
public record SoakReport(String plan, List<SoakingPhase> phases, boolean awaited, Optional<Trip> trip) {
    public SoakReport {
        phases = List.copyOf(phases);
    }

    /** Whether nothing soaks and nothing will. */
    public boolean over() {
        return phases.isEmpty() && !awaited;
    }

    /** Whether every monitor is within its bound. */
    public boolean withinBounds() {
        return trip.isEmpty()
                && phases.stream()
                        .flatMap(phase -> phase.readings().stream())
                        .allMatch(reading -> reading.sample().within());
    }

    /** A phase that soaks. */
    public record SoakingPhase(String name, Instant until, List<Reading> readings) {
        public SoakingPhase {
            readings = List.copyOf(readings);
        }
    }

    /**
     * What a monitor says.
     *
     * @param inARow how many samples in a row have been out of bounds by now
     * @param rollBackAfter how many lead to a rollback
     */
    public record Reading(MonitorSample sample, int inARow, int rollBackAfter) {}
}

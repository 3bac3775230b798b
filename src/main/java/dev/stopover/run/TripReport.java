package dev.stopover.run;

import dev.stopover.gate.PhaseWatchListener;
import dev.stopover.gate.Trip;

/** Shows that a tripwire was touched. */
record TripReport(ProgressReporter reporter) implements PhaseWatchListener {
    @Override
    public void tripped(Trip trip) {
        reporter.event(trip.message());
    }
}

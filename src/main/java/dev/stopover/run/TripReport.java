package dev.stopover.run;

import dev.stopover.gate.PhaseWatchListener;
import dev.stopover.gate.Trip;
import dev.stopover.history.MonitorSample;

/** Shows what monitors say, and that a tripwire was touched. */
record TripReport(ProgressReporter reporter) implements PhaseWatchListener {
    @Override
    public void sampled(MonitorSample sample) {
        reporter.sampled(sample);
    }

    @Override
    public void tripped(Trip trip) {
        reporter.event(trip.message());
    }
}

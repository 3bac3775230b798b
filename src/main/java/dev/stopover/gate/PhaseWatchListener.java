package dev.stopover.gate;

import dev.stopover.history.MonitorSample;

/** Hears what the watch over a running phase finds; called on the watch's own thread. */
public interface PhaseWatchListener {
    /** Hears nothing. */
    PhaseWatchListener NONE = new PhaseWatchListener() {};

    /** A monitor was sampled and the sample recorded. */
    default void sampled(MonitorSample sample) {}

    /** A tripwire was touched and that was recorded; the phase's work is about to be stopped. */
    default void tripped(Trip trip) {}
}

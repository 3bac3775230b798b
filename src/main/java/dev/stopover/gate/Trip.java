package dev.stopover.gate;

import dev.stopover.failure.TrippedException;
import java.time.Duration;

/**
 * A tripwire that was touched, with the values that touched it.
 *
 * @param message what happened, for people
 */
public record Trip(String phase, Kind kind, String message) {
    /** The kind of event under which trips are recorded. */
    public static final String EVENT = "tripped";

    /** What was out of bounds. */
    public enum Kind {
        OVERRUN,
        MONITOR
    }

    static Trip overrun(String phase, Duration took, Allowance allowance) {
        return new Trip(
                phase,
                Kind.OVERRUN,
                "phase " + phase + " has run for " + Allowance.words(took) + ", longer than " + allowance.why());
    }

    static Trip monitor(String phase, String monitor, String bound, java.util.List<String> values) {
        return new Trip(
                phase,
                Kind.MONITOR,
                "monitor " + monitor + " of phase " + phase + " was out of bounds " + values.size()
                        + " times in a row: " + String.join(", ", values) + "; allowed is " + bound);
    }

    TrippedException exception() {
        return new TrippedException(
                message, "stopover status shows the values; mend the cause before the phase runs again.");
    }
}

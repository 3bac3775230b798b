package dev.stopover.plan;

import java.util.OptionalLong;

/**
 * How high a reading may be before rows wait.
 *
 * @param atMost in the reading's unit; empty when it is not looked at
 */
public record Ceiling(OptionalLong atMost) {
    /** The reading is not looked at. */
    public static final Ceiling NONE = new Ceiling(OptionalLong.empty());

    public Ceiling {
        if (atMost.isPresent() && atMost.getAsLong() < 0) {
            throw new IllegalArgumentException("at most " + atMost.getAsLong());
        }
    }

    /** Up to this it is all right. */
    public static Ceiling of(long atMost) {
        return new Ceiling(OptionalLong.of(atMost));
    }
}

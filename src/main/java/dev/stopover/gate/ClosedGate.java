package dev.stopover.gate;

import java.time.Instant;
import java.util.Optional;

/**
 * A gate that keeps a phase from starting.
 *
 * @param closed what is not as it must be
 * @param opens what somebody can do about it, or what has to happen
 * @param opensAt when it opens by itself, for a gate that waits for a time
 */
public record ClosedGate(Kind kind, String closed, String opens, Optional<Instant> opensAt) {
    /** What a gate is about. */
    public enum Kind {
        APPROVAL,
        SOAK,
        NO_CLIENTS,
        WINDOW,
        SQL;

        /** The word on the screen and in JSON. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    @Override
    public String toString() {
        return kind.word() + ": " + closed;
    }
}

package dev.stopover.history;

import java.util.Locale;
import java.util.Set;

/** Where a phase stands. What may follow what is written here and nowhere else. */
public enum PhaseState {
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED,
    ROLLING_BACK,
    ROLLED_BACK;

    /** The states that may come next. A phase that grew (a script was added to it) runs again after it had completed. */
    public Set<PhaseState> next() {
        return switch (this) {
            case PENDING, ROLLED_BACK -> Set.of(RUNNING);
            case RUNNING -> Set.of(RUNNING, COMPLETED, FAILED);
            case COMPLETED -> Set.of(RUNNING, ROLLING_BACK);
            case FAILED -> Set.of(RUNNING, ROLLING_BACK);
            case ROLLING_BACK -> Set.of(ROLLING_BACK, ROLLED_BACK);
        };
    }

    /** The word in the database, in JSON and on the screen. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The state of that word.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static PhaseState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

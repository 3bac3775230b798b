package dev.stopover.history;

import java.util.Locale;

/**
 * How far a transfer has come. Its extents are planned on the way from pending to copying; what is emptying becomes
 * pending again, and nothing else.
 */
public enum TransferState {
    PENDING,
    COPYING,
    COPIED,
    EMPTYING;

    /** The word in the history's tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TransferState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

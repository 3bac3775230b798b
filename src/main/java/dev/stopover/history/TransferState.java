package dev.stopover.history;

import java.util.Locale;

/** How far a transfer has come: its extents are planned on the way from pending to copying. */
public enum TransferState {
    PENDING,
    COPYING,
    COPIED;

    /** The word in the history's tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TransferState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

package dev.stopover.history;

import java.util.Locale;

/** How far a backup has come. */
public enum BackupState {
    /** Being made; when no run is at work, it was left behind by one that died. */
    TAKING,
    /** There, and its contents are listed. */
    TAKEN,
    /** There, and its rows were compared with those of the database. */
    PROVEN,
    FAILED,
    REMOVED;

    /** Whether rows can be had from it. */
    public boolean isUsable() {
        return this == TAKEN || this == PROVEN;
    }

    /** The word in the database, in JSON and on the screen. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BackupState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

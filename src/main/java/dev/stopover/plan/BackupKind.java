package dev.stopover.plan;

import java.util.Locale;

/** What is saved before a phase: a copy of the touched tables in the database, a dump, or a restore point. */
public enum BackupKind {
    SNAPSHOT,
    DUMP,
    RESTORE_POINT;

    /** The word in a plan, on the command line and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind of that word.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static BackupKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

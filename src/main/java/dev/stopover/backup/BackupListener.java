package dev.stopover.backup;

import dev.stopover.history.BackupRecord;

/** Hears how backups go on. */
public interface BackupListener {
    /** Hears nothing. */
    BackupListener NONE = new BackupListener() {};

    /** Something that takes a while begins. */
    default void activity(String what) {}

    /** A backup is there. */
    default void taken(BackupRecord backup) {}

    /** An earlier backup of the same attempt still counts. */
    default void kept(BackupRecord backup) {}

    /** Something to know that is no failure. */
    default void warning(String message) {}
}

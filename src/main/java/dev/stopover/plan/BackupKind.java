package dev.stopover.plan;

/** What is saved before a phase: a copy of the touched tables in the database, a dump, or a restore point. */
public enum BackupKind {
    SNAPSHOT,
    DUMP,
    RESTORE_POINT
}

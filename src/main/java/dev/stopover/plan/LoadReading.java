package dev.stopover.plan;

import java.util.OptionalLong;

/** What is looked at between chunks, to hold a transfer back where it, or anything else, is too much for the server. */
public enum LoadReading {
    /** How many milliseconds the standby that is furthest behind is. */
    REPLICATION_LAG(OptionalLong.of(10_000)),
    /** How many WAL files wait for the archiver. */
    ARCHIVE_BACKLOG(OptionalLong.of(40)),
    /** How many sessions of others have waited for a lock for more than a second. */
    LOCK_WAITS(OptionalLong.of(5)),
    /** How many sessions of others are at work; usually half of {@code max_connections}. */
    ACTIVE_SESSIONS(OptionalLong.empty()),
    /** How many vacuums work on the tables of the transfers; more than the ceiling only make them slower. */
    AUTOVACUUM(OptionalLong.of(0));

    private final OptionalLong usual;

    LoadReading(OptionalLong usual) {
        this.usual = usual;
    }

    /** The most that is all right where nobody says otherwise; empty when that depends on the server. */
    public OptionalLong usual() {
        return usual;
    }

    /** How plans and options call it. */
    public String word() {
        return YamlValue.word(this);
    }
}

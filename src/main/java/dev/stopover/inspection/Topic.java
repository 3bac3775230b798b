package dev.stopover.inspection;

import java.util.Locale;

/** What an inspection looks for. Each has a query of its name under {@code db/inspection}. */
public enum Topic {
    REPLICATION("WAL that nobody takes stays on the disk, and a transfer makes more WAL than it moves rows."),
    PREPARED_TRANSACTION(
            "Its locks and its snapshot outlive every session: statements wait for the locks, transfers for the snapshot."),
    LONG_TRANSACTION("A statement that wants a table it has used waits for it, and everybody behind that statement;"
            + " an index that is built concurrently and a reconcile pass wait for it in any case."),
    LOCK_WAIT("Who waits already for a lock would wait behind a migration, too, and a migration behind them."),
    SETTING("Such a setting breaks what a migration promises, or what this inspection reads."),
    FEW_CONNECTIONS_LEFT("Without a free connection a run does not begin, or loses its worker."),
    WRAPAROUND(
            "This one kind of vacuum does not give way: a statement that changes the table waits until it is through."),
    SEQUENCE_NEAR_ITS_END("Inserts fail when it is used up, on whichever side of the migration that is."),
    INVALID_INDEX("It is never read, is written with every row, and if unique refuses rows all the same; with"
            + " if not exists, a script takes it for the index that it wants."),
    CONSTRAINT_NOT_VALID("Rows that break it may be there, and are refused by a new table that has it."),
    TABLE_WITHOUT_PRIMARY_KEY("Nothing tells its rows apart: a transfer needs a key, and so do sync, checks and undo."),
    FOREIGN_KEY_WITHOUT_INDEX("Each row that is deleted on the other side, or gets another key, reads the whole table:"
            + " an undo that empties a table does so row by row."),
    DUPLICATE_INDEX("Each write pays for it twice, also those of a transfer."),
    UNUSED_INDEX("Each write pays for it, and nobody reads it; a new table need not have it."),
    DEAD_ROWS("A transfer reads the pages that they fill as well."),
    NEVER_ANALYZED("Plans and the estimate before a transfer are guesses.");

    private final String why;

    Topic(String why) {
        this.why = why;
    }

    /** The word in JSON and on the screen, and the name of the query. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Why it matters for a migration. */
    public String why() {
        return why;
    }
}

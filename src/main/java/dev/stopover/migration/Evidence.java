package dev.stopover.migration;

/** What the catalog shows of a statement that ran without a transaction. */
enum Evidence {
    /** It took effect. */
    DONE,
    /** It left something behind that must be cleared away or finished. */
    HALF_DONE,
    /** It left nothing. */
    UNDONE
}

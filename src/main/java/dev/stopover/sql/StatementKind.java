package dev.stopover.sql;

/** Where a statement may run. */
public enum StatementKind {
    /** In a transaction together with others. */
    TRANSACTIONAL,
    /** Only alone: the server refuses it in a transaction block with SQLSTATE 25001. */
    NON_TRANSACTIONAL,
    /** Begins, ends or changes a transaction itself, which belongs to the runner. */
    TRANSACTION_CONTROL,
    /** Copies from or to the client, which a script has none of. */
    CLIENT_COPY
}

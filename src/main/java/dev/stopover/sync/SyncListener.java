package dev.stopover.sync;

/** Is told how sync comes along, always outside a transaction. */
public interface SyncListener {
    /** The triggers of a relation are in place and on, as they are now. */
    void installed(String relation, String trigger);

    /** A lock was not had in time and will be tried for again. */
    void lockRetry(String relation, int attempt, String inTheWay);

    /** Older transactions have to end before rows can be reconciled. */
    void waiting(String inTheWay);

    /** Keys were derived once more. */
    void reconciled(long keys, long left);
}

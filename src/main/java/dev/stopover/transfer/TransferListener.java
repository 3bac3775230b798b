package dev.stopover.transfer;

import dev.stopover.history.Counts;
import dev.stopover.history.RejectHistory.Reject;

/**
 * Is told how a transfer comes along, always after the transaction in question has committed or was rolled back. Called
 * by several workers at the same time.
 */
public interface TransferListener {
    /**
     * Copying begins, goes on after an interruption, or begins anew.
     *
     * @param estimatedRows how many source rows the planner expects in all
     * @param doneRows how many of them have been read already
     */
    void planned(String transfer, long estimatedRows, long doneRows);

    /** The rows that are left will write about so much WAL; told before the first of them moves. */
    default void willWrite(String transfer, WalEstimate estimate) {}

    /** A chunk is committed. */
    void chunkCommitted(String transfer, Counts counts, long millis);

    /** A chunk was rolled back and will be tried again. */
    void retried(String transfer, String reason);

    /** The source was rewritten, so that the copy of one relation begins anew. */
    void restarted(String transfer, String reason);

    /** A row could not be moved. */
    void rejected(String transfer, Reject reject);

    /** So many rows of a table that transfers had filled were taken out again or put back, and that is committed. */
    default void undone(String target, long rows) {}
}

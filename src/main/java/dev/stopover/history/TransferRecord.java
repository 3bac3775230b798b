package dev.stopover.history;

import java.util.Optional;

/**
 * A transfer as the history knows it.
 *
 * @param definition SHA-256 of the mapping with which it began
 * @param target the quoted name of the table it fills
 * @param targetEmpty whether the target held no row before the phase's transfers; empty when that is not decided yet
 * @param estimatedRows how many rows the planner expected when the extents were planned
 * @param insertedBefore rows that were inserted under extents which were planned anew since
 * @param counts what became of the rows read so far
 */
public record TransferRecord(
        long id,
        TransferState state,
        String definition,
        String target,
        Optional<Boolean> targetEmpty,
        long estimatedRows,
        long insertedBefore,
        Counts counts) {
    /** How many rows of the target this transfer has made. */
    public long inserted() {
        return insertedBefore + counts.inserted();
    }
}

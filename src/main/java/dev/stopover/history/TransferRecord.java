package dev.stopover.history;

/**
 * A transfer as the history knows it.
 *
 * @param definition SHA-256 of the mapping with which it began
 * @param estimatedRows how many rows the planner expected when the extents were planned
 * @param counts what became of the rows read so far
 */
public record TransferRecord(long id, TransferState state, String definition, long estimatedRows, Counts counts) {}

package dev.stopover.transfer;

import java.time.Duration;

/**
 * How rows are moved.
 *
 * @param workers how many connections move rows at the same time
 * @param chunkTarget how long a chunk should take
 * @param firstChunkRows how many rows the first chunk should have, before anything was measured
 * @param maxChunkRows how many rows a chunk may have, however fast it goes
 * @param extentBlocks how many blocks an extent has at least
 * @param contentionFor how long others may be in the way without a single chunk getting through
 */
public record TransferSettings(
        int workers,
        Duration chunkTarget,
        long firstChunkRows,
        long maxChunkRows,
        long extentBlocks,
        Duration contentionFor) {
    /** The settings of a run that is told nothing. */
    public static final TransferSettings DEFAULT =
            new TransferSettings(1, Duration.ofMillis(500), 1_000, 100_000, 1_024, Duration.ofMinutes(10));

    public TransferSettings {
        if (workers < 1 || firstChunkRows < 1 || maxChunkRows < firstChunkRows || extentBlocks < 1) {
            throw new IllegalArgumentException("workers " + workers + ", rows " + firstChunkRows + " to " + maxChunkRows
                    + ", blocks " + extentBlocks);
        }
    }

    /** The same with another number of workers. */
    public TransferSettings withWorkers(int number) {
        return new TransferSettings(number, chunkTarget, firstChunkRows, maxChunkRows, extentBlocks, contentionFor);
    }

    /** The same, giving up as soon as others are in the way: within a transaction whose locks others wait for. */
    public TransferSettings impatient() {
        return new TransferSettings(1, chunkTarget, firstChunkRows, maxChunkRows, extentBlocks, Duration.ZERO);
    }
}

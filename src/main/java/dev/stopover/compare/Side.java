package dev.stopover.compare;

import java.util.List;

/**
 * What was measured of one query on one schema.
 *
 * @param rows how many rows all executions returned
 * @param plan what the server says about one more execution: its plan with rows and buffers
 * @param buffers the blocks that this one execution touched
 */
public record Side(Latencies latencies, long rows, List<String> plan, Buffers buffers) {
    public Side {
        plan = List.copyOf(plan);
    }

    /** Blocks of shared memory that were there, and blocks that had to be read. */
    public record Buffers(long hit, long read) {
        /** All of them. */
        public long total() {
            return hit + read;
        }
    }
}

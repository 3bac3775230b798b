package dev.stopover.history;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A part of a transfer's source that a worker has claimed, and how far it has been read.
 *
 * @param relation the quoted name of what is read
 * @param chunkUnits the size of the next chunk as an earlier run left it
 */
public record Extent(long id, String relation, Cursor cursor, OptionalLong chunkUnits) {
    /** How far an extent has been read. */
    public sealed interface Cursor {}

    /**
     * A heap table, read block by block.
     *
     * @param filenode the file whose blocks are meant
     * @param next the first block not read yet
     * @param end the block after the last one
     */
    public record Blocks(long filenode, long next, long end) implements Cursor {
        public Blocks {
            if (next < 0 || next > end) {
                throw new IllegalArgumentException("blocks " + next + " to " + end);
            }
        }
    }

    /**
     * A view or foreign table, read in the order of its key.
     *
     * @param after the last key that was read, column by column as text
     */
    public record Keys(Optional<List<String>> after) implements Cursor {}
}

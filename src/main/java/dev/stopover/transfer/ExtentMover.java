package dev.stopover.transfer;

import dev.stopover.history.Extent;
import dev.stopover.mapping.BoundTransfer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Moves the next rows of an extent, as many as experience says, and isolates faulty ones among them. */
final class ExtentMover {
    private final BoundTransfer bound;
    private final RowMover mover;
    private final FaultFinder faults;
    private final ChunkSize blocks;
    private final ChunkSize rows;
    private long units;
    private boolean resumedSize;

    ExtentMover(Connection connection, BoundTransfer bound, SourceShape shape, TransferSettings settings) {
        this.bound = bound;
        this.mover = new RowMover(connection, bound);
        this.faults = new FaultFinder(connection, mover, shape.blockSize());
        this.blocks = new ChunkSize(
                settings.chunkTarget(), settings.firstChunkRows(), settings.maxChunkRows(), shape.rowsPerBlock());
        this.rows = new ChunkSize(settings.chunkTarget(), settings.firstChunkRows(), settings.maxChunkRows(), 1);
    }

    /** Moves the next chunk in the transaction at hand. */
    Step move(Extent extent) throws SQLException {
        ChunkSize size = size(extent);
        if (!resumedSize) {
            resumedSize = true;
            extent.chunkUnits().ifPresent(size::resume);
        }
        if (extent.cursor() instanceof Extent.Blocks cursor) {
            return move(extent, cursor, size.of(extent));
        }
        return move(extent, (Extent.Keys) extent.cursor(), size.of(extent));
    }

    /** Learns from a chunk that is about to commit; returns how large the next one should be. */
    long succeeded(Extent extent, Step step, Duration took) {
        size(extent).succeeded(extent, step.units(), step.moved().counts().read(), took);
        return size(extent).current();
    }

    /** Learns that others were in the way. */
    void contended() {
        blocks.contended();
        rows.contended();
    }

    /** Whether the chunk that was tried last cannot be made any smaller. */
    boolean triedSmallest() {
        return units == 1;
    }

    private ChunkSize size(Extent extent) {
        return extent.cursor() instanceof Extent.Blocks ? blocks : rows;
    }

    private Step move(Extent extent, Extent.Blocks cursor, long size) throws SQLException {
        long end = Math.min(cursor.end(), cursor.next() + size);
        units = end - cursor.next();
        String relation = "only " + extent.relation();
        Moved moved;
        try {
            moved = units == 1 && blocks.isFaulty(extent)
                    ? faults.block(relation, cursor.next())
                    : mover.move(relation, RowRange.Places.blocks(cursor.next(), end));
        } catch (FaultyRowException e) {
            blocks.faulty(extent, units);
            throw e;
        }
        Extent.Blocks next = new Extent.Blocks(cursor.filenode(), end, cursor.end());
        return new Step(moved, units, Long.toString(cursor.next()), Long.toString(end - 1), next, end == cursor.end());
    }

    private Step move(Extent extent, Extent.Keys cursor, long size) throws SQLException {
        units = size;
        if (size == 1 && rows.isFaulty(extent)) {
            return moveFaulty(extent, cursor);
        }
        Moved moved;
        try {
            moved = mover.move(extent.relation(), new RowRange.NextKeys(cursor.after(), size));
        } catch (FaultyRowException e) {
            rows.faulty(extent, size);
            throw e;
        }
        Extent.Keys next = new Extent.Keys(moved.lastKey().or(cursor::after));
        long read = moved.counts().read();
        return new Step(moved, read, text(cursor.after()), text(next.after()), next, read < size);
    }

    private Step moveFaulty(Extent extent, Extent.Keys cursor) throws SQLException {
        Optional<SourceKey> key = mover.keys(extent.relation(), new RowRange.NextKeys(cursor.after(), 1)).stream()
                .findFirst();
        Moved moved = key.isEmpty()
                ? Moved.NOTHING
                : faults.key(
                        extent.relation(), new RowRange.OneKey(key.orElseThrow().json(), bound.sourceKey()));
        Optional<List<String>> next = key.map(SourceKey::values).or(cursor::after);
        return new Step(moved, 1, text(cursor.after()), text(next), new Extent.Keys(next), key.isEmpty());
    }

    private static String text(Optional<List<String>> key) {
        return key.map(Object::toString).orElse("");
    }
}

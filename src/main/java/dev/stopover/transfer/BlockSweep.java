package dev.stopover.transfer;

import dev.stopover.database.Relation;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.history.Epoch;
import dev.stopover.history.Extent;
import dev.stopover.history.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Works through the blocks of a table from the last one to the first, range by range, each in a transaction of its own
 * that gives way to others. What was written last is met first, so that rows go before those that they may refer to.
 */
public final class BlockSweep {
    private final WorkerConnection worker;
    private final Epoch epoch;
    private final TransferSettings settings;
    private final Contention contention;
    private final StopSignal stop;

    /** @param worker a connection in autocommit mode */
    public BlockSweep(
            WorkerConnection worker, Epoch epoch, TransferSettings settings, Contention contention, StopSignal stop) {
        this.worker = worker;
        this.epoch = epoch;
        this.settings = settings;
        this.contention = contention;
        this.stop = stop;
    }

    /** What is done with a range of blocks; returns how many rows it concerned. */
    @FunctionalInterface
    public interface Work {
        long run(long from, long to) throws SQLException;
    }

    /** Sweeps the blocks that the relation has; tells after each commit how many rows were concerned. */
    public void run(Relation relation, Work work, LongConsumer committed) throws SQLException {
        ChunkSize size = new ChunkSize(
                settings.chunkTarget(), settings.firstChunkRows(), settings.maxChunkRows(), rowsPerBlock(relation));
        long end = relation.blocks();
        while (end > 0) {
            stop.check();
            Extent extent = new Extent(
                    0, relation.quoted(), new Extent.Blocks(relation.filenode(), 0, end), OptionalLong.empty());
            long from = Math.max(0, end - size.of(extent));
            long to = end;
            long begun = System.nanoTime();
            try {
                long rows = Transaction.run(worker.connection(), epoch, () -> work.run(from, to));
                size.succeeded(extent, to - from, rows, Duration.ofNanos(System.nanoTime() - begun));
                contention.over();
                worker.allowUsual();
                committed.accept(rows);
                end = from;
            } catch (SQLException e) {
                size.contended();
                if (SqlState.of(e).equals(SqlState.QUERY_CANCELED) && to - from == 1) {
                    worker.allowLonger();
                }
                contention.met(e);
            }
        }
    }

    private static double rowsPerBlock(Relation relation) {
        return relation.estimatedRows() > 0 && relation.blocks() > 0
                ? Math.max(1, (double) relation.estimatedRows() / relation.blocks())
                : SourceShape.USUAL_ROWS_PER_BLOCK;
    }
}

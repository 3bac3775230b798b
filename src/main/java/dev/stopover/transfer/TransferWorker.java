package dev.stopover.transfer;

import dev.stopover.database.Identifier;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.history.Counts;
import dev.stopover.history.Epoch;
import dev.stopover.history.Extent;
import dev.stopover.history.RejectHistory;
import dev.stopover.history.RejectHistory.Reject;
import dev.stopover.history.Transaction;
import dev.stopover.history.TransferHistory;
import dev.stopover.history.TransferHistory.ChunkRecord;
import dev.stopover.mapping.BoundTransfer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Claims extents and moves their rows chunk by chunk on one connection until no extent is open. */
final class TransferWorker {
    private static final Duration OTHERS_AT_WORK = Duration.ofMillis(50);

    private final WorkerConnection worker;
    private final Connection connection;
    private final Epoch epoch;
    private final long transfer;
    private final BoundTransfer bound;
    private final RowMover mover;
    private final FaultFinder faults;
    private final TransferHistory history;
    private final RejectHistory rejects;
    private final ExtentPlanner planner;
    private final RejectTripwire tripwire;
    private final ChunkSize blocks;
    private final ChunkSize rows;
    private final Contention contention;
    private final StopSignal stop;
    private final TransferListener listener;
    private Optional<Extent> current = Optional.empty();
    private long currentUnits;
    private long lastInUse;
    private boolean resumedSize;

    TransferWorker(
            WorkerConnection worker,
            Epoch epoch,
            long transfer,
            BoundTransfer bound,
            SourceShape shape,
            RejectTripwire tripwire,
            TransferSettings settings,
            StopSignal stop,
            TransferListener listener) {
        this.worker = worker;
        this.connection = worker.connection();
        this.epoch = epoch;
        this.transfer = transfer;
        this.bound = bound;
        this.mover = new RowMover(connection, bound);
        this.faults = new FaultFinder(connection, mover, shape.blockSize());
        this.history = new TransferHistory(connection);
        this.rejects = new RejectHistory(connection);
        this.planner = new ExtentPlanner(connection, epoch, bound, settings.extentBlocks());
        this.tripwire = tripwire;
        this.blocks = new ChunkSize(
                settings.chunkTarget(), settings.firstChunkRows(), settings.maxChunkRows(), shape.rowsPerBlock());
        this.rows = new ChunkSize(settings.chunkTarget(), settings.firstChunkRows(), settings.maxChunkRows(), 1);
        this.stop = stop;
        this.listener = listener;
        String name = bound.transfer().name();
        this.contention = new Contention(
                "transfer " + name, stop, settings.contentionFor(), reason -> listener.retried(name, reason));
    }

    /**
     * Works until no extent is open.
     *
     * @param halted whether to stop after the chunk in hand, because another worker failed
     */
    void run(BooleanSupplier halted) throws SQLException {
        boolean open = true;
        while (open && !halted.getAsBoolean()) {
            stop.check();
            try {
                open = next();
            } catch (SQLException e) {
                giveWay(e);
            }
        }
    }

    /** Moves one chunk; false when no extent is open. */
    private boolean next() throws SQLException {
        long started = System.nanoTime();
        current = Optional.empty();
        Optional<Step> moved = Transaction.run(connection, epoch, () -> chunk(started));
        if (moved.isPresent()) {
            committed(moved.orElseThrow());
            return true;
        }
        if (current.isPresent()) {
            restart(current.orElseThrow());
            return true;
        }
        boolean open = history.hasOpenExtents(transfer);
        if (open) {
            stop.pause(OTHERS_AT_WORK);
        }
        return open;
    }

    /** Empty when there was nothing to claim, or when what was claimed is not the file any more that was planned. */
    private Optional<Step> chunk(long started) throws SQLException {
        current = history.claim(transfer, lastInUse);
        if (current.isEmpty()) {
            return Optional.empty();
        }
        Extent extent = current.orElseThrow();
        if (extent.cursor() instanceof Extent.Blocks planned && lockAndReadFilenode(extent) != planned.filenode()) {
            return Optional.empty();
        }
        ChunkSize size = size(extent);
        if (!resumedSize) {
            resumedSize = true;
            extent.chunkUnits().ifPresent(size::resume);
        }
        Step step = move(extent, size.of(extent));
        for (Reject reject : step.moved().rejects()) {
            rejects.record(transfer, epoch, extent.id(), reject);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        Counts counts = step.moved().counts();
        size.succeeded(extent, step.units(), counts.read(), took);
        history.advance(
                transfer,
                epoch,
                extent,
                new ChunkRecord(step.from(), step.to(), step.next(), step.last(), size.current(), counts, took));
        return Optional.of(step.after(took));
    }

    private ChunkSize size(Extent extent) {
        return extent.cursor() instanceof Extent.Blocks ? blocks : rows;
    }

    /** One chunk's rows moved, not committed yet. */
    private record Step(
            Moved moved, long units, String from, String to, Extent.Cursor next, boolean last, Duration took) {
        Step(Moved moved, long units, String from, String to, Extent.Cursor next, boolean last) {
            this(moved, units, from, to, next, last, Duration.ZERO);
        }

        Step after(Duration time) {
            return new Step(moved, units, from, to, next, last, time);
        }
    }

    private Step move(Extent extent, long size) throws SQLException {
        if (extent.cursor() instanceof Extent.Blocks cursor) {
            return move(extent, cursor, size);
        }
        return move(extent, (Extent.Keys) extent.cursor(), size);
    }

    private Step move(Extent extent, Extent.Blocks cursor, long size) throws SQLException {
        long end = Math.min(cursor.end(), cursor.next() + size);
        long units = end - cursor.next();
        currentUnits = units;
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
        currentUnits = size;
        String from = cursor.after().map(Object::toString).orElse("");
        if (size == 1 && rows.isFaulty(extent)) {
            Optional<SourceKey> key = mover.keys(extent.relation(), new RowRange.NextKeys(cursor.after(), 1)).stream()
                    .findFirst();
            Moved moved = key.isEmpty()
                    ? Moved.NOTHING
                    : faults.key(
                            extent.relation(),
                            new RowRange.OneKey(key.orElseThrow().json(), bound.sourceKey()));
            Optional<List<String>> next = key.map(SourceKey::values).or(cursor::after);
            return new Step(
                    moved, 1, from, next.map(Object::toString).orElse(""), new Extent.Keys(next), key.isEmpty());
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
        return new Step(moved, read, from, next.after().map(Object::toString).orElse(""), next, read < size);
    }

    private void committed(Step step) throws SQLException {
        contention.over();
        lastInUse = 0;
        worker.allowUsual();
        String name = bound.transfer().name();
        listener.chunkCommitted(name, step.moved().counts(), step.took().toMillis());
        if (!step.moved().rejects().isEmpty()) {
            step.moved().rejects().forEach(reject -> listener.rejected(name, reject));
            tripwire.check(connection);
        }
    }

    private void giveWay(SQLException e) throws SQLException {
        if (e instanceof FaultyRowException) {
            return;
        }
        String state = SqlState.of(e);
        if (SqlState.isContention(state)) {
            blocks.contended();
            rows.contended();
            lastInUse = current.map(Extent::id).orElse(0L);
            if (state.equals(SqlState.QUERY_CANCELED) && currentUnits == 1) {
                worker.allowLonger();
            }
        }
        contention.met(e);
    }

    private void restart(Extent extent) throws SQLException {
        if (planner.restartIfRewritten(extent.relation())) {
            String name = bound.transfer().name();
            listener.restarted(name, extent.relation() + " was rewritten (VACUUM FULL, CLUSTER or TRUNCATE)");
            history.find(epoch.plan(), name)
                    .ifPresent(record -> listener.planned(
                            name, record.estimatedRows(), record.counts().read()));
        }
    }

    private long lockAndReadFilenode(Extent extent) throws SQLException {
        String mode = bound.live() ? "row share" : "access share";
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table only " + extent.relation() + " in " + mode + " mode; "
                    + "select pg_relation_filenode(cast("
                    + Identifier.literal(extent.relation()) + " as regclass))");
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}

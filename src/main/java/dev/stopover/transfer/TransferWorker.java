package dev.stopover.transfer;

import dev.stopover.database.Identifier;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.history.Counts;
import dev.stopover.history.Epoch;
import dev.stopover.history.Extent;
import dev.stopover.history.ExtentHistory;
import dev.stopover.history.ExtentHistory.ChunkRecord;
import dev.stopover.history.RejectHistory;
import dev.stopover.history.RejectHistory.Reject;
import dev.stopover.history.Transaction;
import dev.stopover.history.TransferHistory;
import dev.stopover.mapping.BoundTransfer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Claims extents and moves their rows chunk by chunk on one connection until no extent is open. */
final class TransferWorker {
    private static final Duration OTHERS_AT_WORK = Duration.ofMillis(50);

    /** Workers of other processes reject rows, too. */
    private static final Duration LOOK_AT_REJECTS = Duration.ofSeconds(2);

    private final WorkerConnection worker;
    private final Connection connection;
    private final Epoch epoch;
    private final long transfer;
    private final BoundTransfer bound;
    private final ExtentMover mover;
    private final ExtentHistory history;
    private final RejectHistory rejects;
    private final ExtentPlanner planner;
    private final RejectTripwire tripwire;
    private final Contention contention;
    private final Pace pace;
    private final StopSignal stop;
    private final TransferListener listener;
    private Optional<Extent> current = Optional.empty();
    private Duration lastTook = Duration.ZERO;
    private long lastInUse;
    private long lookedAtRejects = System.nanoTime();

    TransferWorker(
            WorkerConnection worker,
            Epoch epoch,
            long transfer,
            BoundTransfer bound,
            SourceShape shape,
            RejectTripwire tripwire,
            TransferSettings settings,
            Pace pace,
            StopSignal stop,
            TransferListener listener) {
        this.worker = worker;
        this.connection = worker.connection();
        this.epoch = epoch;
        this.transfer = transfer;
        this.bound = bound;
        this.mover = new ExtentMover(connection, bound, shape, settings);
        this.history = new ExtentHistory(connection);
        this.rejects = new RejectHistory(connection);
        this.planner = new ExtentPlanner(connection, epoch, bound, settings.extentBlocks());
        this.tripwire = tripwire;
        this.pace = pace;
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
     * @param tripped whether some worker has met too many rejects, which ends all of them
     */
    void run(BooleanSupplier halted, AtomicBoolean tripped) throws SQLException {
        BooleanSupplier over = () -> halted.getAsBoolean() || tripped.get();
        boolean open = true;
        while (open && !over.getAsBoolean()) {
            pace.await(lastTook, over);
            stop.check();
            try {
                open = over.getAsBoolean() || next(tripped);
            } catch (SQLException e) {
                giveWay(e);
            }
        }
    }

    /** Moves one chunk; false when no extent is open. */
    private boolean next(AtomicBoolean tripped) throws SQLException {
        long started = System.nanoTime();
        current = Optional.empty();
        Optional<Committed> moved = Transaction.run(connection, epoch, () -> chunk(started));
        if (moved.isPresent()) {
            committed(moved.orElseThrow(), tripped);
            return true;
        }
        if (current.isPresent()) {
            restart(current.orElseThrow());
            return true;
        }
        boolean open = history.anyOpen(transfer);
        if (open) {
            stop.pause(OTHERS_AT_WORK);
        }
        return open;
    }

    private record Committed(Moved moved, Duration took) {}

    /** Empty when there was nothing to claim, or when what was claimed is not the file any more that was planned. */
    private Optional<Committed> chunk(long started) throws SQLException {
        current = history.claim(transfer, lastInUse);
        if (current.isEmpty()) {
            return Optional.empty();
        }
        Extent extent = current.orElseThrow();
        if (extent.cursor() instanceof Extent.Blocks planned && lockAndReadFilenode(extent) != planned.filenode()) {
            return Optional.empty();
        }
        Step step = mover.move(extent);
        for (Reject reject : step.moved().rejects()) {
            rejects.record(transfer, epoch, extent.id(), reject);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        long nextUnits = mover.succeeded(extent, step, took);
        Counts counts = step.moved().counts();
        history.advance(
                transfer,
                epoch,
                extent,
                new ChunkRecord(step.from(), step.to(), step.next(), step.last(), nextUnits, counts, took));
        return Optional.of(new Committed(step.moved(), took));
    }

    private void committed(Committed chunk, AtomicBoolean tripped) throws SQLException {
        contention.over();
        lastTook = chunk.took();
        lastInUse = 0;
        worker.allowUsual();
        String name = bound.transfer().name();
        listener.chunkCommitted(name, chunk.moved().counts(), chunk.took().toMillis());
        chunk.moved().rejects().forEach(reject -> listener.rejected(name, reject));
        if (!chunk.moved().rejects().isEmpty() || System.nanoTime() - lookedAtRejects > LOOK_AT_REJECTS.toNanos()) {
            lookedAtRejects = System.nanoTime();
            if (tripwire.isTouched(connection)) {
                tripped.set(true);
            }
        }
    }

    private void giveWay(SQLException e) throws SQLException {
        if (e instanceof FaultyRowException) {
            return;
        }
        String state = SqlState.of(e);
        if (SqlState.isContention(state)) {
            mover.contended();
            lastInUse = current.map(Extent::id).orElse(0L);
            if (state.equals(SqlState.QUERY_CANCELED) && mover.triedSmallest()) {
                worker.allowLonger();
            }
        }
        contention.met(e);
    }

    private void restart(Extent extent) throws SQLException {
        if (planner.restartIfRewritten(extent.relation())) {
            String name = bound.transfer().name();
            listener.restarted(name, extent.relation() + " was rewritten (VACUUM FULL, CLUSTER or TRUNCATE)");
            new TransferHistory(connection)
                    .find(epoch.plan(), name)
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
        } catch (SQLException e) {
            if (SqlState.of(e).equals(SqlState.UNDEFINED_TABLE)) {
                throw planner.gone(extent.relation());
            }
            throw e;
        }
    }
}

package dev.stopover.transfer;

import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.history.Epoch;
import dev.stopover.history.RejectHistory;
import dev.stopover.history.RejectHistory.OpenReject;
import dev.stopover.history.Transaction;
import dev.stopover.history.TransferHistory;
import dev.stopover.history.TransferRecord;
import dev.stopover.history.TransferState;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.TransferBinder;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Moves the rows of one transfer, from wherever an earlier run left off.
 *
 * <p>When the connection is lost the driver's exception is thrown; calling again on a new epoch, or on the same one,
 * goes on with the first chunk that did not commit.
 */
public final class TransferRunner {
    private static final Logger LOG = Logger.getLogger(TransferRunner.class);

    private final Database database;
    private final Epoch epoch;
    private final TransferSettings settings;
    private final StopSignal stop;
    private final TransferListener listener;

    public TransferRunner(
            Database database, Epoch epoch, TransferSettings settings, StopSignal stop, TransferListener listener) {
        this.database = database;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Moves all rows of the transfer that have not been moved; returns at once when there are none.
     *
     * @throws dev.stopover.plan.InvalidPlanException when the transfer does not fit the database
     * @throws dev.stopover.failure.BlockedException when it began with another definition
     * @throws dev.stopover.failure.FailedException when more rows are rejected than the plan allows
     * @throws dev.stopover.failure.StoppedException when the run was asked to stop
     */
    public void run(Plan plan, Phase phase, Transfer transfer) throws SQLException {
        String purpose = plan.name() + "/" + phase.name();
        RejectTripwire tripwire =
                new RejectTripwire(plan.name(), phase.name(), plan.tripwires().rejects());
        Optional<Prepared> prepared;
        try (WorkerConnection worker = WorkerConnection.open(database, purpose, false);
                StopSignal.Watch watch = stop.watch(worker.connection())) {
            prepared = contention(transfer).outlast(() -> prepare(worker.connection(), plan, phase, transfer));
            if (prepared.isPresent()) {
                retryRejects(worker.connection(), prepared.orElseThrow());
                tripwire.check(worker.connection());
            }
        }
        if (prepared.isEmpty()) {
            return;
        }
        Prepared ready = prepared.orElseThrow();
        if (ready.record().state() == TransferState.COPIED) {
            return;
        }
        new WorkerGroup(settings.workers()).run(halted -> {
            try (WorkerConnection worker = WorkerConnection.open(database, purpose, plan.live());
                    StopSignal.Watch watch = stop.watch(worker.connection())) {
                new TransferWorker(
                                worker,
                                epoch,
                                ready.record().id(),
                                ready.bound(),
                                ready.shape(),
                                tripwire,
                                settings,
                                stop,
                                listener)
                        .run(halted);
            }
        });
        try (WorkerConnection worker = WorkerConnection.open(database, purpose, false);
                StopSignal.Watch watch = stop.watch(worker.connection())) {
            analyze(worker.connection(), ready.bound());
            contention(transfer)
                    .outlast(() -> finish(worker.connection(), ready.record().id()));
        }
    }

    /**
     * Whether all rows of the transfer were moved and none is rejected.
     *
     * @throws dev.stopover.failure.BlockedException when it has begun with another definition
     */
    public static boolean isDone(Connection connection, Plan plan, Transfer transfer) throws SQLException {
        Optional<TransferRecord> earlier = new TransferHistory(connection).find(plan.name(), transfer.name());
        if (earlier.isEmpty() || earlier.get().state() == TransferState.PENDING) {
            return false;
        }
        TransferDefinition.requireSame(transfer, earlier.get());
        return earlier.get().state() == TransferState.COPIED
                && earlier.get().counts().rejected() == 0;
    }

    private record Prepared(BoundTransfer bound, TransferRecord record, SourceShape shape) {}

    /** Empty when there is nothing to do. */
    private Optional<Prepared> prepare(Connection connection, Plan plan, Phase phase, Transfer transfer)
            throws SQLException {
        if (isDone(connection, plan, transfer)) {
            new TransferHistory(connection)
                    .find(plan.name(), transfer.name())
                    .ifPresent(record -> announce(transfer, record));
            return Optional.empty();
        }
        BoundTransfer bound = TransferBinder.bind(connection, plan, transfer);
        SourceShape shape = SourceShape.of(connection, bound);
        TransferRecord record = new ExtentPlanner(connection, epoch, bound, settings.extentBlocks())
                .prepare(phase.name(), TransferDefinition.hash(transfer));
        announce(transfer, record);
        return Optional.of(new Prepared(bound, record, shape));
    }

    private void announce(Transfer transfer, TransferRecord record) {
        listener.planned(
                transfer.name(), record.estimatedRows(), record.counts().read());
    }

    private void retryRejects(Connection connection, Prepared prepared) throws SQLException {
        long transfer = prepared.record().id();
        List<OpenReject> open = new RejectHistory(connection).open(transfer);
        RejectRetry retry = new RejectRetry(
                connection, epoch, prepared.bound(), prepared.shape().blockSize());
        for (OpenReject reject : open) {
            contention(prepared.bound().transfer()).outlast(() -> {
                retry.retry(transfer, reject);
                return reject;
            });
        }
    }

    private long finish(Connection connection, long transfer) throws SQLException {
        return Transaction.run(connection, epoch, () -> {
            new TransferHistory(connection).copied(transfer);
            return transfer;
        });
    }

    /** Gives the planner what it needs for transfers and checks that join what was filled; they are only slower without. */
    private void analyze(Connection connection, BoundTransfer bound) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze " + bound.target().quoted());
            Optional<String> map = bound.map().map(MapTable::quoted);
            if (map.isPresent()) {
                // An index answers alone only for rows that vacuum has found visible to all.
                statement.execute("vacuum (analyze) " + map.orElseThrow());
            }
        } catch (SQLException e) {
            stop.check();
            String state = SqlState.of(e);
            if (!SqlState.isContention(state) && !state.equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
                throw e;
            }
            LOG.warnf("%s could not be analyzed: %s", bound.target(), e.getMessage());
        }
    }

    private Contention contention(Transfer transfer) {
        return new Contention(
                "transfer " + transfer.name(),
                stop,
                settings.contentionFor(),
                reason -> listener.retried(transfer.name(), reason));
    }
}

package dev.stopover.transfer;

import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.history.Epoch;
import dev.stopover.history.ExtentHistory;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Moves the rows of one transfer, from wherever an earlier run left off.
 *
 * <p>When the connection is lost the driver's exception is thrown; calling again on a new epoch, or on the same one,
 * goes on with the first chunk that did not commit.
 */
public final class TransferRunner {
    private static final Logger LOG = Logger.getLogger(TransferRunner.class);

    private static final int RETRIES = 3;

    private final Database database;
    private final Epoch epoch;
    private final TransferSettings settings;
    private final Pace pace;
    private final StopSignal stop;
    private final TransferListener listener;

    /** @param pace is asked before each chunk */
    public TransferRunner(
            Database database,
            Epoch epoch,
            TransferSettings settings,
            Pace pace,
            StopSignal stop,
            TransferListener listener) {
        this.database = database;
        this.epoch = epoch;
        this.settings = settings;
        this.pace = pace;
        this.stop = stop;
        this.listener = listener;
    }

    /** Moves rows as fast as it goes. */
    public TransferRunner(
            Database database, Epoch epoch, TransferSettings settings, StopSignal stop, TransferListener listener) {
        this(database, epoch, settings, Pace.FULL, stop, listener);
    }

    /**
     * Moves all rows of the transfer that have not been moved; returns at once when there are none.
     *
     * @param stale is asked to settle before rejects are tried again that may come from a stale target row
     * @throws dev.stopover.plan.InvalidPlanException when the transfer does not fit the database
     * @throws dev.stopover.failure.BlockedException when it began with another definition
     * @throws dev.stopover.failure.FailedException when more rows are rejected than the plan allows
     * @throws dev.stopover.failure.StoppedException when the run was asked to stop
     */
    public void run(Plan plan, Phase phase, Transfer transfer, StaleRows stale) throws SQLException {
        String purpose = plan.name() + "/" + phase.name();
        RejectTripwire tripwire =
                new RejectTripwire(plan.name(), phase.name(), plan.tripwires().rejects());
        boolean more = true;
        while (more) {
            Optional<Prepared> prepared;
            try (WorkerConnection worker = WorkerConnection.open(database, purpose, false);
                    StopSignal.Watch watch = stop.watch(worker.connection())) {
                prepared = contention(transfer).outlast(() -> prepare(worker.connection(), plan, phase, transfer));
                if (prepared.isPresent()) {
                    retryRejects(worker.connection(), prepared.orElseThrow(), tripwire, stale);
                    tripwire.check(worker.connection());
                }
            }
            more = prepared.isPresent()
                    && prepared.orElseThrow().record().state() == TransferState.COPYING
                    && move(phase, purpose, plan.live(), tripwire, prepared.orElseThrow());
        }
    }

    /**
     * Records all transfers of a phase, with whether their targets are empty, and creates their maps. Must come before
     * anything is put up that writes into the targets, such as triggers; otherwise {@link #run} does it by itself.
     *
     * @throws dev.stopover.plan.InvalidPlanException when a transfer does not fit the database
     * @throws dev.stopover.failure.BlockedException when one began with another definition
     */
    public void register(Plan plan, Phase phase) throws SQLException {
        try (WorkerConnection worker = WorkerConnection.open(database, plan.name() + "/" + phase.name(), false);
                StopSignal.Watch watch = stop.watch(worker.connection())) {
            Connection connection = worker.connection();
            for (Transfer transfer : phase.transfers()) {
                BoundTransfer bound = TransferBinder.bind(connection, plan, transfer);
                contention(transfer)
                        .outlast(() -> Transaction.run(
                                connection,
                                epoch,
                                () -> new TransferPlanner(connection, epoch, plan, phase, bound).register()));
            }
        }
    }

    /**
     * Whether all rows of the transfer were moved, none is rejected, and nothing says that they must be looked at again.
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
                && earlier.get().counts().rejected() == 0
                && SecondLook.reason(connection, plan, transfer, earlier.get()).isEmpty();
    }

    /**
     * Lends the run that is at work on the transfer a hand: moves what is open of it until nothing is. Whether the
     * transfer is done, or too many rows were rejected, is for the run to say.
     *
     * @return whether there was something to do
     */
    public boolean join(Plan plan, Phase phase, Transfer transfer) throws SQLException {
        String purpose = plan.name() + "/" + phase.name();
        Optional<Prepared> begun;
        try (WorkerConnection worker = WorkerConnection.open(database, purpose, false);
                StopSignal.Watch watch = stop.watch(worker.connection())) {
            begun = begun(worker.connection(), plan, transfer);
        }
        if (begun.isPresent()) {
            announce(transfer, begun.get().record());
            work(purpose, plan.live(), new RejectTripwire(plan.name(), phase.name(), Long.MAX_VALUE), begun.get());
        }
        return begun.isPresent();
    }

    /** What a run has planned and not moved yet; empty when there is no such thing. */
    private static Optional<Prepared> begun(Connection connection, Plan plan, Transfer transfer) throws SQLException {
        Optional<TransferRecord> record = new TransferHistory(connection).find(plan.name(), transfer.name());
        if (record.filter(known -> known.state() == TransferState.COPYING).isEmpty()
                || !new ExtentHistory(connection).anyOpen(record.get().id())) {
            return Optional.empty();
        }
        TransferDefinition.requireSame(transfer, record.get());
        BoundTransfer bound = TransferBinder.bind(connection, plan, transfer);
        boolean wasEmpty = record.get().targetEmpty().orElse(true);
        BoundTransfer mapped = wasEmpty ? bound : bound.withMap(MapTable.of(plan, bound));
        return Optional.of(new Prepared(mapped, record.get(), SourceShape.of(connection, mapped)));
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
        TransferPlanner.Planned planned = Transaction.run(
                connection,
                epoch,
                () -> new TransferPlanner(connection, epoch, plan, phase, bound).plan(settings.extentBlocks()));
        planned.restarted().ifPresent(reason -> listener.restarted(transfer.name(), reason));
        announce(transfer, planned.record());
        WalEstimate.of(connection, planned.bound())
                .ifPresent(all -> listener.willWrite(
                        transfer.name(), all.after(planned.record().counts().read())));
        return Optional.of(
                new Prepared(planned.bound(), planned.record(), SourceShape.of(connection, planned.bound())));
    }

    /** Moves what is planned; true when there turned out to be more to plan, or there are too many rejects to go on. */
    private boolean move(Phase phase, String purpose, boolean live, RejectTripwire tripwire, Prepared ready)
            throws SQLException {
        if (work(purpose, live, tripwire, ready)) {
            return true;
        }
        try (WorkerConnection worker = WorkerConnection.open(database, purpose, false);
                StopSignal.Watch watch = stop.watch(worker.connection())) {
            // Others may have lent a hand, and what they rejected counts, too.
            if (tripwire.isTouched(worker.connection())) {
                return true;
            }
            analyze(worker.connection(), ready.bound());
            return contention(ready.bound().transfer()).outlast(() -> isMore(worker.connection(), phase, ready));
        }
    }

    /** Moves what is open; true when too many rows were rejected to go on. */
    private boolean work(String purpose, boolean live, RejectTripwire tripwire, Prepared ready) throws SQLException {
        AtomicBoolean tripped = new AtomicBoolean();
        new WorkerGroup(settings.workers()).run(halted -> {
            try (WorkerConnection worker = WorkerConnection.open(database, purpose, live);
                    StopSignal.Watch watch = stop.watch(worker.connection())) {
                new TransferWorker(
                                worker,
                                epoch,
                                ready.record().id(),
                                ready.bound(),
                                ready.shape(),
                                tripwire,
                                settings,
                                pace,
                                stop,
                                listener)
                        .run(halted, tripped);
            }
        });
        return tripped.get();
    }

    private boolean isMore(Connection connection, Phase phase, Prepared ready) throws SQLException {
        long transfer = ready.record().id();
        return Transaction.run(connection, epoch, () -> {
            ExtentPlanner extents = new ExtentPlanner(connection, epoch, ready.bound(), settings.extentBlocks());
            if (!extents.planWhatWasAttached(phase.name(), transfer).isEmpty()) {
                return true;
            }
            new OwnedSequences(connection, epoch)
                    .advance(phase.name(), ready.bound().transfer());
            new TransferHistory(connection).copied(transfer);
            return false;
        });
    }

    private void announce(Transfer transfer, TransferRecord record) {
        listener.planned(
                transfer.name(), record.estimatedRows(), record.counts().read());
    }

    /** Beside writers with old snapshots a row may be stale again by the time it is tried. */
    private void retryRejects(Connection connection, Prepared prepared, RejectTripwire tripwire, StaleRows stale)
            throws SQLException {
        for (int attempt = 1; attempt <= RETRIES; attempt++) {
            List<OpenReject> open =
                    new RejectHistory(connection).open(prepared.record().id());
            boolean tripped = tripwire.isTouched(connection);
            if (!tripped && (open.isEmpty() || attempt > 1)) {
                return;
            }
            // What triggers were refused counts, too, and may have been mended since.
            boolean foreign = open.stream().anyMatch(reject -> reject.sqlState().equals(Fate.FOREIGN.sqlState()));
            if (foreign || (tripped && open.isEmpty())) {
                stale.settle();
            }
            retryRejects(connection, prepared, open);
        }
    }

    private void retryRejects(Connection connection, Prepared prepared, List<OpenReject> open) throws SQLException {
        long transfer = prepared.record().id();
        RejectRetry retry = new RejectRetry(
                connection, epoch, prepared.bound(), prepared.shape().blockSize());
        for (OpenReject reject : open) {
            contention(prepared.bound().transfer()).outlast(() -> {
                retry.retry(transfer, reject);
                return reject;
            });
        }
    }

    /** Gives the planner what it needs for transfers and checks that join what was filled; they are only slower without. */
    private void analyze(Connection connection, BoundTransfer bound) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze " + bound.target().quoted());
            Optional<String> map = bound.map().map(MapTable::quoted);
            if (map.isPresent()) {
                // An index answers alone only for rows that vacuum has found visible to all.
                String vacuum = database.isOneTransaction() ? "analyze " : "vacuum (analyze) ";
                statement.execute(vacuum + map.orElseThrow());
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

package dev.stopover.transfer;

import dev.stopover.database.Catalog;
import dev.stopover.database.Database;
import dev.stopover.database.Relation;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.EventHistory;
import dev.stopover.history.Transaction;
import dev.stopover.history.UndoHistory;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.TransferBinder;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes out again what a phase's transfers have moved: targets that were empty are emptied; from those that held rows the
 * new ones are deleted through the map, and the others are put back to how they were. Then the transfers are as if they
 * had never begun.
 *
 * <p>That they are being undone is recorded first. Every step can be repeated, so that calling again after an
 * interruption goes on with what is left. Nothing may write into the targets meanwhile: triggers of the plan that do must
 * be off before.
 */
public final class TransferUndo {
    private final Database database;
    private final Epoch epoch;
    private final TransferSettings settings;
    private final StopSignal stop;
    private final TransferListener listener;

    public TransferUndo(
            Database database, Epoch epoch, TransferSettings settings, StopSignal stop, TransferListener listener) {
        this.database = database;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * What keeps the phase's transfers from being undone, and what would be lost; empty when they can be. Counts the rows
     * of the targets, which takes a while where they are large.
     *
     * @param connection in autocommit mode, without a time limit
     */
    public static List<UndoObstacle> problems(Connection connection, Plan plan, Phase phase) throws SQLException {
        return UndoObstacles.find(connection, plan, phase, FilledTargets.read(connection, plan, phase));
    }

    /**
     * Undoes all transfers of the phase that have begun; returns at once when there are none.
     *
     * @param acceptLoss whether rows that no transfer has made may be lost
     * @throws BlockedException when there are obstacles; nothing was done
     * @throws dev.stopover.failure.FailedException when rows do not go away
     * @throws dev.stopover.failure.StoppedException when the run was asked to stop
     */
    public void undo(Plan plan, Phase phase, boolean acceptLoss) throws SQLException {
        String purpose = plan.name() + "/" + phase.name();
        try (WorkerConnection patient = WorkerConnection.open(database, purpose, false);
                StopSignal.Watch first = stop.watch(patient.connection());
                WorkerConnection worker = WorkerConnection.open(database, purpose, true);
                StopSignal.Watch second = stop.watch(worker.connection())) {
            stop.check();
            FilledTargets targets = FilledTargets.read(patient.connection(), plan, phase);
            List<UndoObstacle> obstacles = UndoObstacles.find(patient.connection(), plan, phase, targets);
            refuse(phase, obstacles, acceptLoss);
            contention(phase.name()).outlast(() -> begin(patient.connection(), phase, targets));
            takeOut(plan, targets, worker, patient);
            contention(phase.name()).outlast(() -> end(patient.connection(), phase, targets));
        } catch (SQLException e) {
            // A statement that was cancelled because the run should stop is no failure.
            stop.check();
            throw e;
        }
    }

    private static void refuse(Phase phase, List<UndoObstacle> obstacles, boolean acceptLoss) {
        List<UndoObstacle> counting = obstacles.stream()
                .filter(obstacle -> !(obstacle.loss() && acceptLoss))
                .toList();
        if (!counting.isEmpty()) {
            throw new BlockedException(
                    "the transfers of phase " + phase.name() + " cannot be undone: "
                            + counting.stream().map(UndoObstacle::reason).collect(Collectors.joining("; ")),
                    counting.stream().map(UndoObstacle::remedy).distinct().collect(Collectors.joining(" ")));
        }
    }

    private boolean begin(Connection connection, Phase phase, FilledTargets targets) throws SQLException {
        return Transaction.run(connection, epoch, () -> {
            UndoHistory history = new UndoHistory(connection);
            for (Filled.Part part : targets.parts()) {
                if (history.emptying(part.record().id())) {
                    EventHistory.record(connection, epoch, phase.name(), "transfer-undo", counts(part));
                }
            }
            return true;
        });
    }

    private static String counts(Filled.Part part) {
        return "transfer %s into %s is being undone: of %d rows read it has made %d, found %d the same and merged %d"
                .formatted(
                        part.transfer().name(),
                        part.record().target(),
                        part.record().counts().read(),
                        part.record().inserted(),
                        part.record().counts().same(),
                        part.record().counts().merged());
    }

    private void takeOut(Plan plan, FilledTargets targets, WorkerConnection worker, WorkerConnection patient)
            throws SQLException {
        TargetEmptier emptier = new TargetEmptier(worker, patient, epoch, settings, stop, listener);
        List<Filled> empty = targets.toEmpty();
        boolean truncated = empty.isEmpty() || (targets.fromOutside(empty).isEmpty() && emptier.truncate(empty));
        for (List<Filled> group : targets.childrenFirst()) {
            stop.check();
            for (Filled table : group) {
                if (!table.wasEmpty()) {
                    reverse(plan, table, targets.refersToItself(table), worker, patient);
                }
            }
            List<Filled> left = truncated
                    ? List.of()
                    : group.stream().filter(Filled::wasEmpty).toList();
            if (left.size() == 1 && !targets.refersToItself(left.get(0))) {
                emptier.delete(left.get(0));
            } else if (!left.isEmpty()) {
                emptier.deleteTogether(left);
            }
        }
    }

    private void reverse(Plan plan, Filled table, boolean inOnePiece, WorkerConnection worker, WorkerConnection patient)
            throws SQLException {
        Catalog catalog = new Catalog(patient.connection());
        for (Filled.Part part : table.latestFirst()) {
            if (!catalog.exists(part.map())) {
                continue;
            }
            BoundTransfer bound = TransferBinder.bind(patient.connection(), plan, part.transfer());
            MapReversal reversal = new MapReversal(bound, MapTable.of(plan, bound), catalog.columns(bound.target()));
            contention(table.target()).outlast(() -> execute(patient.connection(), reversal.index()));
            Relation map = catalog.quoted(part.map()).orElseThrow();
            sweep(table, map, worker, reversal::restore);
            if (inOnePiece) {
                long made = contention(table.target())
                        .outlast(() -> Transaction.run(
                                patient.connection(),
                                epoch,
                                () -> count(patient.connection(), reversal.delete(0, map.blocks()))));
                listener.undone(table.target(), made);
            } else {
                sweep(table, map, worker, reversal::delete);
            }
        }
    }

    /** The statement for a range of the map's blocks; it returns how many rows it concerned. */
    @FunctionalInterface
    private interface Step {
        String sql(long from, long to);
    }

    private void sweep(Filled table, Relation map, WorkerConnection worker, Step step) throws SQLException {
        new BlockSweep(worker, epoch, settings, contention(table.target()), stop)
                .run(
                        map,
                        (from, to) -> count(worker.connection(), step.sql(from, to)),
                        rows -> listener.undone(table.target(), rows));
    }

    private boolean end(Connection connection, Phase phase, FilledTargets targets) throws SQLException {
        return Transaction.run(connection, epoch, () -> {
            UndoHistory history = new UndoHistory(connection);
            for (Filled.Part part : targets.parts()) {
                execute(connection, "drop table if exists " + part.map());
                history.reset(part.record().id());
                EventHistory.record(
                        connection,
                        epoch,
                        phase.name(),
                        "transfer-undone",
                        "transfer " + part.transfer().name() + " is undone");
            }
            return true;
        });
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private Contention contention(String what) {
        return new Contention(
                "undoing " + what, stop, settings.contentionFor(), reason -> listener.retried(what, reason));
    }
}

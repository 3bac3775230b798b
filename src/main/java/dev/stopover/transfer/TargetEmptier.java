package dev.stopover.transfer;

import dev.stopover.database.Catalog;
import dev.stopover.database.Relation;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.history.Epoch;
import dev.stopover.history.TargetHistory;
import dev.stopover.history.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Empties tables that were empty before transfers filled them: at once where that is possible, else range by range. */
final class TargetEmptier {
    /** How long the truncation may wait in turns for its lock before rows are deleted instead. */
    private static final Duration TRUNCATION = Duration.ofSeconds(10);

    private static final String FEATURE_NOT_SUPPORTED = "0A000";

    private final WorkerConnection worker;
    private final WorkerConnection patient;
    private final Epoch epoch;
    private final TransferSettings settings;
    private final StopSignal stop;
    private final TransferListener listener;

    /**
     * @param worker a connection that gives way to others
     * @param patient one without a time limit, for what cannot be done in parts
     */
    TargetEmptier(
            WorkerConnection worker,
            WorkerConnection patient,
            Epoch epoch,
            TransferSettings settings,
            StopSignal stop,
            TransferListener listener) {
        this.worker = worker;
        this.patient = patient;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Truncates the tables together.
     *
     * @return false when it is not allowed, or others were in the way for too long; nothing was done then
     */
    boolean truncate(List<Filled> tables) throws SQLException {
        if (areEmpty(tables)) {
            return true;
        }
        String names = tables.stream().map(Filled::target).collect(Collectors.joining(", "));
        Duration limit = TRUNCATION.compareTo(settings.contentionFor()) < 0 ? TRUNCATION : settings.contentionFor();
        try {
            new Contention("truncate " + names, stop, limit, reason -> listener.retried(names, reason))
                    .outlast(() -> execute(worker.connection(), "truncate " + names));
        } catch (UnreachableException e) {
            return false;
        } catch (SQLException e) {
            String state = SqlState.of(e);
            if (state.equals(SqlState.INSUFFICIENT_PRIVILEGE) || state.equals(FEATURE_NOT_SUPPORTED)) {
                return false;
            }
            throw e;
        }
        tables.forEach(table -> listener.undone(table.target(), table.inserted()));
        return true;
    }

    /** Deletes all rows of tables that refer to each other or to themselves in one statement, as their keys demand. */
    void deleteTogether(List<Filled> tables) throws SQLException {
        if (areEmpty(tables)) {
            return;
        }
        List<String> deletions = new ArrayList<>();
        for (Filled table : tables) {
            deletions.add("d" + deletions.size() + " as (\n  delete from " + table.target() + ")");
        }
        String names = tables.stream().map(Filled::target).collect(Collectors.joining(", "));
        contention(names)
                .outlast(() -> execute(patient.connection(), "with " + String.join(",\n", deletions) + "\nselect 1"));
        tables.forEach(table -> listener.undone(table.target(), table.inserted()));
    }

    /** Deletes all rows of a table range by range, until it is empty. */
    void delete(Filled table) throws SQLException {
        while (!areEmpty(List.of(table))) {
            long deleted = 0;
            Catalog catalog = new Catalog(worker.connection());
            Relation relation = catalog.quoted(table.target()).orElseThrow();
            for (Relation leaf : catalog.leaves(relation)) {
                deleted += delete(table, leaf);
            }
            if (deleted == 0) {
                throw new FailedException(
                        table.target() + " cannot be emptied: its rows stay although they were deleted",
                        "Look for triggers, rules and policies on it that keep rows.");
            }
        }
    }

    private long delete(Filled table, Relation leaf) throws SQLException {
        long[] deleted = {0};
        new BlockSweep(worker, epoch, settings, contention(table.target()), stop)
                .run(
                        leaf,
                        (from, to) -> update("delete from only " + leaf.quoted() + "\nwhere ctid >= '(" + from
                                + ",0)'\n  and ctid < '(" + to + ",0)'"),
                        rows -> {
                            deleted[0] += rows;
                            listener.undone(table.target(), rows);
                        });
        return deleted[0];
    }

    private boolean areEmpty(List<Filled> tables) throws SQLException {
        TargetHistory targets = new TargetHistory(patient.connection());
        for (Filled table : tables) {
            if (!targets.isEmpty(table.target())) {
                return false;
            }
        }
        return true;
    }

    private long update(String sql) throws SQLException {
        try (Statement statement = worker.connection().createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    private boolean execute(Connection connection, String sql) throws SQLException {
        return Transaction.run(connection, epoch, () -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    private Contention contention(String what) {
        return new Contention(
                "emptying " + what, stop, settings.contentionFor(), reason -> listener.retried(what, reason));
    }
}

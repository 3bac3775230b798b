package dev.stopover.backup;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.history.BackupHistory;
import dev.stopover.history.BackupRecord;
import dev.stopover.history.BackupTable;
import dev.stopover.history.BackupTables;
import dev.stopover.history.Epoch;
import dev.stopover.history.EventHistory;
import dev.stopover.history.Transaction;
import dev.stopover.plan.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Brings back the rows of tables that exist again: definitions, grants and comments are the undo script's, the rows the
 * backup's. All tables are filled in one transaction, which proves counts and checksums before it commits.
 */
public final class TableRestore {
    private final Database database;
    private final Epoch epoch;
    private final BackupSettings settings;
    private final StopSignal stop;
    private final BackupListener listener;

    public TableRestore(
            Database database, Epoch epoch, BackupSettings settings, StopSignal stop, BackupListener listener) {
        this.database = database;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * What came back.
     *
     * @param tables those that were filled now
     * @param missing tables of the backup that do not exist now
     */
    public record Result(List<RestoredTable> tables, List<String> missing) {
        public Result {
            tables = List.copyOf(tables);
            missing = List.copyOf(missing);
        }
    }

    /**
     * Fills the tables that an undo script of the phase has created again: those of the backup that have another oid than
     * when it was taken and are empty. To be called after each undo script, since the next one may refer to the rows, and
     * before the first when a rollback is resumed; what is filled already stays.
     *
     * @param rows what is needed and from which backup, as {@link UndoBackups} found it
     * @return what came back; nothing when none is needed
     * @throws FailedException when it cannot be had any more, or its rows do not fit
     * @throws SQLException when the connection is lost
     */
    public Result restoreRows(Phase phase, UndoRows rows) throws SQLException {
        if (rows.from().isEmpty()) {
            return new Result(List.of(), List.of());
        }
        Set<String> needed = rows.needed().stream().map(UndoRows.Table::name).collect(Collectors.toSet());
        try (Connection history = database.open(epoch.plan() + " " + phase.name())) {
            return fill(history, rows.from().get(), phase.name(), table -> needed.contains(table.toString()), false);
        } catch (BackupException e) {
            // Nothing was written, but the undo is half way.
            throw new FailedException(
                    "the rows of phase " + phase.name() + " do not come back: " + e.getMessage(), e.remedy(), e);
        }
    }

    /**
     * Fills tables by hand, from one backup.
     *
     * @param names as {@code table} or {@code schema.table}
     * @throws BackupException when one is not in the backup, does not exist, or is not empty
     */
    public Result restoreTables(BackupRecord backup, List<String> names) throws SQLException {
        try (Connection history = database.open(epoch.plan() + " restore")) {
            List<BackupTable> known = BackupTables.of(history, backup.id());
            for (String name : names) {
                if (known.stream().noneMatch(table -> isNamed(table, name))) {
                    throw new BackupException(
                            backup.display() + " has no table " + name,
                            "It has "
                                    + known.stream().map(BackupTable::toString).collect(Collectors.joining(", "))
                                    + ".");
                }
            }
            return fill(
                    history,
                    backup,
                    backup.phase().orElse(""),
                    table -> names.stream().anyMatch(name -> isNamed(table, name)),
                    true);
        }
    }

    private static boolean isNamed(BackupTable table, String name) {
        return table.name().equals(name) || table.toString().equals(name);
    }

    private Result fill(
            Connection history, BackupRecord backup, String phase, Predicate<BackupTable> wanted, boolean byHand)
            throws SQLException {
        RowSource source = RowSources.of(history, backup, settings, stop);
        List<BackupTable> tables =
                BackupTables.of(history, backup.id()).stream().filter(wanted).toList();
        try (BackupSession session =
                BackupSession.open(database, epoch.plan() + " restore", settings.lockTimeout(), stop)) {
            Connection connection = session.connection();
            return Transaction.run(connection, epoch, () -> {
                if (BackupHistory.hold(connection, backup.id())
                        .filter(held -> held.state().isUsable())
                        .isEmpty()) {
                    throw BackupRemoval.unknown(backup.id());
                }
                List<String> missing = new ArrayList<>();
                Map<Long, BackupTable> empty = RestoredRows.empty(session, tables, byHand, missing);
                List<RestoredTable> restored = RestoredRows.fill(session, source, empty, stop, listener);
                for (Map.Entry<Long, BackupTable> filled : empty.entrySet()) {
                    BackupTables.restored(connection, backup.id(), filled.getValue(), filled.getKey());
                }
                if (!restored.isEmpty()) {
                    EventHistory.record(
                            connection,
                            epoch,
                            phase,
                            "rows-restored",
                            describe(restored) + " from " + backup.display());
                }
                return new Result(restored, missing);
            });
        }
    }

    private static String describe(List<RestoredTable> restored) {
        return restored.stream()
                .map(table -> table.name() + " (" + table.rows() + (table.rows() == 1 ? " row)" : " rows)"))
                .collect(Collectors.joining(", "));
    }
}

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
import dev.stopover.plan.BackupKind;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * Fills the tables that an undo script of the phase has created again: those of the backup of the phase's latest
     * attempt that have another oid than when it was taken and are empty. To be called after each undo script, since the
     * next one may refer to the rows, and before the first when a rollback is resumed; what is filled already stays.
     *
     * @return what came back; nothing when the attempt has no backup with tables
     * @throws FailedException when a backup of the attempt is known and cannot be had, or its rows do not fit
     * @throws SQLException when the connection is lost
     */
    public Result restoreRows(Plan plan, Phase phase) throws SQLException {
        try (Connection history = database.open(plan.name() + " " + phase.name())) {
            Optional<Instant> attempt = BackupHistory.attempt(history, plan.name(), phase.name());
            List<BackupRecord> backups = attempt.isEmpty()
                    ? List.of()
                    : BackupHistory.ofAttempt(history, plan.name(), phase.name(), attempt.get()).stream()
                            .filter(backup -> backup.state().isUsable())
                            .filter(backup -> backup.kind() != BackupKind.RESTORE_POINT)
                            .toList();
            if (backups.isEmpty()) {
                return new Result(List.of(), List.of());
            }
            BackupRecord backup = reachable(history, backups);
            return fill(history, backup, phase.name(), table -> true, false);
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
                    reachable(history, List.of(backup)),
                    backup.phase().orElse(""),
                    table -> names.stream().anyMatch(name -> isNamed(table, name)),
                    true);
        }
    }

    private static boolean isNamed(BackupTable table, String name) {
        return table.name().equals(name) || table.toString().equals(name);
    }

    /** The first that can be read from here; a snapshot before a dump, as it is nearer. */
    private static BackupRecord reachable(Connection history, List<BackupRecord> backups) throws SQLException {
        for (BackupRecord backup : backups) {
            if (backup.kind() == BackupKind.SNAPSHOT && Backups.schemaExists(history, backup.location())) {
                return backup;
            }
        }
        return backups.stream()
                .filter(backup -> backup.kind() == BackupKind.DUMP)
                .filter(backup -> new DumpFile(Path.of(backup.location())).exists())
                .findFirst()
                .orElseThrow(() -> new BackupException(
                        backups.stream()
                                .map(backup -> backup.display() + " is not here: " + backup.location())
                                .collect(Collectors.joining("; ")),
                        "Put the dump's file back to where it was, and run the same command again."));
    }

    private RowSource source(Connection history, BackupRecord backup) throws SQLException {
        if (backup.kind() == BackupKind.SNAPSHOT) {
            return new SnapshotRows(backup.location());
        }
        DumpFile file = new DumpFile(Path.of(backup.location()));
        DumpCheck.unchanged(file, backup, stop);
        ClientTools tools =
                ClientTools.find(settings.programs(), history.getMetaData().getDatabaseMajorVersion(), stop);
        return new DumpRows(tools, file, DumpListing.of(tools, file, stop), stop);
    }

    private Result fill(
            Connection history,
            BackupRecord backup,
            String phase,
            java.util.function.Predicate<BackupTable> wanted,
            boolean byHand)
            throws SQLException {
        RowSource source = source(history, backup);
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
                Map<Long, BackupTable> empty = empty(session, tables, byHand, missing);
                List<RestoredTable> restored = fillAll(session, source, empty);
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

    /** The tables that are to be filled, by their oid now; locked, so that nobody writes to them meanwhile. */
    private static Map<Long, BackupTable> empty(
            BackupSession session, List<BackupTable> tables, boolean byHand, List<String> missing) throws SQLException {
        Map<Long, BackupTable> empty = new LinkedHashMap<>();
        for (BackupTable table : tables) {
            String quoted = TableShape.quoted(table.schema(), table.name());
            long oid = oid(session.connection(), quoted);
            if (oid == 0) {
                missing.add(table.toString());
            } else if (byHand || oid != table.relation()) {
                session.execute("lock table " + quoted + " in share row exclusive mode");
                if (isEmpty(session.connection(), table)) {
                    requireColumns(session.connection(), table, oid);
                    empty.put(oid, table);
                } else if (byHand) {
                    throw new BackupException(
                            table + " is not empty", "Empty it first if its rows may go: truncate " + quoted + ";");
                }
            }
        }
        if (byHand && !missing.isEmpty()) {
            throw new BackupException(
                    "there is no table " + String.join(", ", missing),
                    "Create it first; pg_restore --schema-only shows how a dump defines it.");
        }
        return empty;
    }

    private List<RestoredTable> fillAll(BackupSession session, RowSource source, Map<Long, BackupTable> tables)
            throws SQLException {
        if (tables.isEmpty()) {
            return List.of();
        }
        Connection connection = session.connection();
        LoadOrder order = LoadOrder.of(connection, List.copyOf(tables.keySet()));
        List<QuietTriggers> triggers = new ArrayList<>();
        for (BackupTable table : tables.values()) {
            triggers.add(QuietTriggers.on(connection, TableShape.quoted(table.schema(), table.name())));
        }
        order.postpone(connection);
        List<RestoredTable> restored = new ArrayList<>();
        for (BackupTable table : order.tables().stream().map(tables::get).toList()) {
            stop.check();
            listener.activity("rows of " + table);
            source.fill(connection, table);
            prove(connection, table);
            sequences(connection, table);
            restored.add(new RestoredTable(table.toString(), table.rows()));
        }
        order.settle(connection);
        for (QuietTriggers quiet : triggers) {
            quiet.wake(connection);
        }
        ForeignKeys.validateThoseTo(session, List.copyOf(tables.keySet()));
        return restored;
    }

    private static void prove(Connection connection, BackupTable table) throws SQLException {
        String rows = TableShape.rows(table.partitioned(), table.schema(), table.name());
        RowSum now = RowSum.of(connection, rows, table.columns());
        if (!now.equals(RowSum.recorded(table))) {
            throw new BackupException(
                    table + " had " + RowSum.recorded(table) + ", and has " + now + " after its rows came back",
                    "Nothing was written. Let the undo script define the columns as they were.");
        }
    }

    private static void sequences(Connection connection, BackupTable table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select setval(sequence::regclass, value::bigint)
                from jsonb_each_text(?::jsonb) as e (name, value)
                cross join lateral pg_get_serial_sequence(?, name) as sequence
                where sequence is not null
                """)) {
            statement.setString(1, table.sequences());
            statement.setString(2, TableShape.quoted(table.schema(), table.name()));
            statement.execute();
        }
    }

    private static void requireColumns(Connection connection, BackupTable table, long oid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select string_agg(name, ', ')
                from unnest(?::text[]) as c (name)
                where not exists (
                  select
                  from pg_attribute a
                  where a.attrelid = ?
                    and a.attname = c.name
                    and a.attnum > 0
                    and not a.attisdropped)
                """)) {
            statement.setArray(
                    1, connection.createArrayOf("text", table.columns().toArray()));
            statement.setLong(2, oid);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getString(1) != null) {
                    throw new BackupException(
                            table + " was created again without " + row.getString(1) + ", which its backup has",
                            "Let the undo script define the columns as they were.");
                }
            }
        }
    }

    private static long oid(Connection connection, String quoted) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select coalesce(to_regclass(?)::oid::bigint, 0)")) {
            statement.setString(1, quoted);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static boolean isEmpty(Connection connection, BackupTable table) throws SQLException {
        String rows = TableShape.rows(table.partitioned(), table.schema(), table.name());
        try (PreparedStatement statement =
                        connection.prepareStatement("select not exists (select from " + rows.replace("?", "??") + ")");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static String describe(List<RestoredTable> restored) {
        return restored.stream()
                .map(table -> table.name() + " (" + table.rows() + (table.rows() == 1 ? " row)" : " rows)"))
                .collect(Collectors.joining(", "));
    }
}

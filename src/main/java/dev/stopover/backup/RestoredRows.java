package dev.stopover.backup;

import dev.stopover.database.StopSignal;
import dev.stopover.history.BackupTable;
import dev.stopover.history.BackupTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the rows of a backup into tables that exist again, in the transaction at hand. */
final class RestoredRows {
    private RestoredRows() {}

    /** The tables that are to be filled, by their oid now; locked, so that nobody writes to them meanwhile. */
    static Map<Long, BackupTable> empty(
            BackupSession session, List<BackupTable> tables, boolean byHand, List<String> missing) throws SQLException {
        Map<Long, BackupTable> empty = new LinkedHashMap<>();
        for (BackupTable table : tables) {
            String quoted = TableShape.quoted(table.schema(), table.name());
            long oid = oid(session.connection(), table);
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
                } else if (isTaken(session.connection(), table)) {
                    throw new BackupException(
                            table + " was written to after it had been created again and before its rows were back",
                            "Stop what writes to it, empty it (delete from " + quoted + ";), and roll back again.");
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

    /** Fills them in the order of their references, and proves that each has what it had. */
    static List<RestoredTable> fill(
            BackupSession session,
            RowSource source,
            Map<Long, BackupTable> tables,
            StopSignal stop,
            BackupListener listener)
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

    /** The oid of the table of that name now; 0 when there is none. */
    static long oid(Connection connection, BackupTable table) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select coalesce(to_regclass(?)::oid::bigint, 0)")) {
            statement.setString(1, TableShape.quoted(table.schema(), table.name()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * Whether all rows of a table that exists again are somebody else's: neither from a backup nor from the transaction
     * that created it, as those of an undo script are that fills its tables itself.
     */
    static boolean isTaken(Connection connection, BackupTable table) throws SQLException {
        if (isEmpty(connection, table) || BackupTables.isRestored(connection, oid(connection, table))) {
            return false;
        }
        String rows = TableShape.rows(table.partitioned(), table.schema(), table.name());
        try (PreparedStatement statement = connection.prepareStatement("""
                        select not exists (
                          select
                          from %s as t
                          join pg_class c on c.oid = t.tableoid
                          where t.xmin = c.xmin)
                        """.formatted(rows.replace("?", "??")));
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    static boolean isEmpty(Connection connection, BackupTable table) throws SQLException {
        String rows = TableShape.rows(table.partitioned(), table.schema(), table.name());
        try (PreparedStatement statement =
                        connection.prepareStatement("select not exists (select from " + rows.replace("?", "??") + ")");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}

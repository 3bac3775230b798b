package dev.stopover.backup;

import dev.stopover.database.Identifier;
import dev.stopover.history.BackupTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Rows from a snapshot: one insert per table, from its copy. */
record SnapshotRows(String schema) implements RowSource {
    @Override
    public void require(Connection connection, List<BackupTable> tables) throws SQLException {
        for (BackupTable table : tables) {
            String copy = TableShape.quoted(schema, table.copy().orElseThrow());
            if (!exists(connection, copy)) {
                throw new BackupException("the copy " + copy + " of " + table + " is gone from the snapshot", "");
            }
            RowSum kept = RowSum.of(connection, copy, table.columns());
            if (!kept.equals(RowSum.recorded(table))) {
                throw new BackupException(
                        "the copy " + copy + " of " + table + " has " + kept + ", but had " + RowSum.recorded(table),
                        "");
            }
        }
    }

    private static boolean exists(Connection connection, String quoted) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, quoted);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    @Override
    public void fill(Connection connection, BackupTable table) throws SQLException {
        List<String> values = new ArrayList<>();
        try (PreparedStatement types = connection.prepareStatement("""
                select quote_ident(column_name) || '::' || format_type(a.atttypid, a.atttypmod)
                from unnest(?::text[]) with ordinality as c (column_name, n)
                join pg_attribute a on a.attrelid = ?::regclass and a.attname = column_name and a.attnum > 0
                order by n
                """)) {
            types.setArray(1, connection.createArrayOf("text", table.stored().toArray()));
            types.setString(2, TableShape.quoted(table.schema(), table.name()));
            try (ResultSet rows = types.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("""
                    insert into %s (%s)
                    overriding system value
                    select %s
                    from %s
                    """.formatted(
                            TableShape.quoted(table.schema(), table.name()),
                            Identifier.list(table.stored()),
                            String.join(", ", values),
                            TableShape.quoted(schema, table.copy().orElseThrow())));
        }
    }
}

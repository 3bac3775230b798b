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

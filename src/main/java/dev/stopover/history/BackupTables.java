package dev.stopover.history;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads and writes which tables a backup holds. */
public final class BackupTables {
    private BackupTables() {}

    /** Adds the tables of a backup to the transaction at hand, in which the epoch must be held. */
    public static void record(Connection connection, long backup, List<BackupTable> tables) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.backup_table
                  (backup_id, schema_name, name, relation, partitioned, parts, copy, columns, generated, rows, checksum,
                   sequences)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))
                """)) {
            for (BackupTable table : tables) {
                statement.setLong(1, backup);
                statement.setString(2, table.schema());
                statement.setString(3, table.name());
                statement.setLong(4, table.relation());
                statement.setBoolean(5, table.partitioned());
                statement.setArray(
                        6, connection.createArrayOf("bigint", table.parts().toArray()));
                statement.setString(7, table.copy().orElse(null));
                statement.setArray(
                        8, connection.createArrayOf("text", table.columns().toArray()));
                statement.setArray(
                        9, connection.createArrayOf("text", table.generated().toArray()));
                statement.setLong(10, table.rows());
                statement.setBigDecimal(11, new BigDecimal(table.checksum()));
                statement.setString(12, table.sequences());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** The tables of a backup. */
    public static List<BackupTable> of(Connection connection, long backup) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select schema_name, name, relation, partitioned, parts, copy, columns, generated, rows, checksum, sequences
                from stopover.backup_table
                where backup_id = ?
                order by schema_name, name
                """)) {
            statement.setLong(1, backup);
            List<BackupTable> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tables.add(new BackupTable(
                            rows.getString("schema_name"),
                            rows.getString("name"),
                            rows.getLong("relation"),
                            rows.getBoolean("partitioned"),
                            Arrays.asList((Long[]) array(rows, "parts")),
                            Optional.ofNullable(rows.getString("copy")),
                            Arrays.asList((String[]) array(rows, "columns")),
                            Arrays.asList((String[]) array(rows, "generated")),
                            rows.getLong("rows"),
                            rows.getBigDecimal("checksum").toBigIntegerExact(),
                            rows.getString("sequences")));
                }
            }
            return tables;
        }
    }

    /** Remembers that the rows are in a table now; for the transaction that puts them there. */
    public static void restored(Connection connection, long backup, BackupTable table, long into) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.backup_table
                set restored_into = ?
                where backup_id = ?
                  and schema_name = ?
                  and name = ?
                """)) {
            statement.setLong(1, into);
            statement.setLong(2, backup);
            statement.setString(3, table.schema());
            statement.setString(4, table.name());
            statement.executeUpdate();
        }
    }

    /** Whether rows of a backup were put into this very table. */
    public static boolean isRestored(Connection connection, long table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select exists (
                  select
                  from stopover.backup_table
                  where restored_into = ?)
                """)) {
            statement.setLong(1, table);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static Object array(ResultSet rows, String column) throws SQLException {
        Array array = rows.getArray(column);
        return array.getArray();
    }
}

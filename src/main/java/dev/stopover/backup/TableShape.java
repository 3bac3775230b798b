package dev.stopover.backup;

import dev.stopover.database.Identifier;
import dev.stopover.history.BackupTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table as the catalog describes it now.
 *
 * @param parts the oids of the tables that hold its rows: itself, or its partitions
 */
record TableShape(long oid, String schema, String name, boolean partitioned, List<Long> parts, List<Column> columns) {
    TableShape {
        parts = List.copyOf(parts);
        columns = List.copyOf(columns);
    }

    /**
     * One of its columns.
     *
     * @param foreign whether its type is not one of the server's own, so that a copy of the column would keep that type
     *     from being dropped
     */
    record Column(String name, boolean foreign, boolean generated) {}

    /** The rows that are its own: with its partitions, without tables that inherit from it. */
    String rows() {
        return rows(partitioned, schema, name);
    }

    static String rows(boolean partitioned, String schema, String name) {
        return (partitioned ? "" : "only ") + quoted(schema, name);
    }

    static String quoted(String schema, String name) {
        return Identifier.quote(schema) + "." + Identifier.quote(name);
    }

    List<String> columnNames() {
        return columns.stream().map(Column::name).toList();
    }

    /** The columns for a copy; a value of a foreign type as the text that the type's output function makes of it. */
    String copiedColumns() {
        return columns.stream()
                .map(column -> {
                    String quoted = Identifier.quote(column.name());
                    return column.foreign()
                            ? "case when %1$s is not null then format('%%s', %1$s) end as %1$s".formatted(quoted)
                            : quoted;
                })
                .collect(Collectors.joining(", "));
    }

    /** What a backup that was just taken knows about this table. */
    BackupTable saved(Optional<String> copy, RowSum sum, String sequences) {
        return new BackupTable(
                schema,
                name,
                oid,
                partitioned,
                parts,
                copy,
                columnNames(),
                columns.stream().filter(Column::generated).map(Column::name).toList(),
                sum.rows(),
                sum.checksum(),
                sequences);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}

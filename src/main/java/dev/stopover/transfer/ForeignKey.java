package dev.stopover.transfer;

import dev.stopover.database.Identifier;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A foreign key that refers to a target, as the catalog has it.
 *
 * @param child the quoted name of the table that refers
 * @param parent the quoted name of the table that is referred to
 * @param onDelete what becomes of the rows that refer to one that goes
 */
record ForeignKey(
        String name, String child, String parent, List<String> columns, List<String> parentColumns, OnDelete onDelete) {
    /** What a foreign key does when the row goes that it refers to. */
    enum OnDelete {
        /** The row stays: also where the referring columns cannot be set to null, or would be set to another row's key. */
        REFUSE,
        CASCADE,
        SET_NULL
    }

    /** The foreign keys that refer to a table; those of single partitions are part of their parents'. */
    static List<ForeignKey> to(Connection connection, String parent) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select c.conname,
                       (select array_agg(a.attname::text order by k.n)
                        from unnest(c.conkey) with ordinality as k (attnum, n)
                        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum) as columns,
                       (select array_agg(a.attname::text order by k.n)
                        from unnest(c.confkey) with ordinality as k (attnum, n)
                        join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.attnum) as parent_columns,
                       n.nspname,
                       r.relname,
                       case
                         when c.confdeltype = 'c' then 'CASCADE'
                         when c.confdeltype in ('n', 'd') and not s.fixed then 'SET_NULL'
                         else 'REFUSE'
                       end as on_delete
                from pg_constraint c
                join pg_class r on r.oid = c.conrelid
                join pg_namespace n on n.oid = r.relnamespace
                cross join lateral (
                  select bool_or(a.attnotnull or (c.confdeltype = 'd' and a.atthasdef)) as fixed
                  from pg_attribute a
                  where a.attrelid = c.conrelid
                    and to_jsonb(a.attnum) <@ coalesce(
                      -- Before PostgreSQL 15 a key sets all of its columns.
                      nullif(to_jsonb(c) -> 'confdelsetcols', 'null'),
                      to_jsonb(c.conkey))) as s
                where c.contype = 'f'
                  and c.conparentid = 0
                  and c.confrelid = to_regclass(?)
                order by n.nspname, r.relname, c.conname
                """)) {
            statement.setString(1, parent);
            List<ForeignKey> keys = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String child = Identifier.quote(rows.getString("nspname")) + "."
                            + Identifier.quote(rows.getString("relname"));
                    keys.add(new ForeignKey(
                            rows.getString("conname"),
                            child,
                            parent,
                            strings(rows.getArray("columns")),
                            strings(rows.getArray("parent_columns")),
                            OnDelete.valueOf(rows.getString("on_delete"))));
                }
            }
            return keys;
        }
    }

    boolean isSelfReference() {
        return child.equals(parent);
    }

    /** A condition that is true for the rows under that alias that refer to some row. */
    String refers(String alias) {
        return columns.stream()
                .map(column -> alias + "." + Identifier.quote(column) + " is not null")
                .collect(Collectors.joining(" and "));
    }

    /** A condition that is true where the child's row refers to the parent's row, each under its alias. */
    String refersTo(String childAlias, String parentAlias) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> childAlias + "." + Identifier.quote(columns.get(i)) + " = " + parentAlias + "."
                        + Identifier.quote(parentColumns.get(i)))
                .collect(Collectors.joining(" and "));
    }

    private static List<String> strings(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}

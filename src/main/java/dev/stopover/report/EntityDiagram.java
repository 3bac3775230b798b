package dev.stopover.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The tables of a database's current schema as an entity-relationship diagram in Mermaid's words, in the order of their
 * names. Stopover's and Flyway's own tables are left out, and so are partitions, which their parents stand for.
 */
public final class EntityDiagram {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private static final String COLUMNS = """
            with keys as (
              select i.indrelid, k.attnum, i.indisprimary
              from pg_index i
              cross join unnest(i.indkey) as k (attnum)
              where i.indisunique
                and i.indpred is null)
            select c.relname,
                   a.attname,
                   case
                     when a.atttypid = 'timestamptz'::regtype then 'timestamptz'
                     when a.atttypid = 'timestamp'::regtype then 'timestamp'
                     when a.atttypid = 'time'::regtype then 'time'
                     when a.atttypid = 'varchar'::regtype then 'varchar'
                     else regexp_replace(
                       replace(format_type(a.atttypid, null), '"', ''), '[^A-Za-z0-9_\\[\\]]+', '_', 'g')
                   end as type,
                   concat_ws(', ',
                     case when exists (
                       select
                       from keys k
                       where k.indrelid = c.oid
                         and k.attnum = a.attnum
                         and k.indisprimary) then 'PK' end,
                     case when exists (
                       select
                       from pg_constraint f
                       where f.conrelid = c.oid
                         and f.contype = 'f'
                         and a.attnum = any (f.conkey)) then 'FK' end,
                     case when exists (
                       select
                       from keys k
                       where k.indrelid = c.oid
                         and k.attnum = a.attnum
                         and not k.indisprimary) then 'UK' end) as keys,
                   concat_ws('; ',
                     case when not a.attnotnull then 'may be null' end,
                     col_description(c.oid, a.attnum)) as comment
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
              and c.relkind in ('r', 'p')
              and not c.relispartition
              and c.relname <> 'flyway_schema_history'
              and a.attnum > 0
              and not a.attisdropped
            order by c.relname collate "C", a.attnum
            """;

    /** A child without columns of its own in a unique index may be there many times. */
    private static final String REFERENCES = """
            select p.relname as parent,
                   c.relname as child,
                   (select string_agg(a.attname, ', ' order by k.n)
                    from unnest(f.conkey) with ordinality as k (attnum, n)
                    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum) as columns,
                   (select bool_and(a.attnotnull)
                    from unnest(f.conkey) as k (attnum)
                    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum) as required,
                   exists (
                     select
                     from pg_index i
                     where i.indrelid = c.oid
                       and i.indisunique
                       and i.indpred is null
                       and i.indkey::int2[] <@ f.conkey) as once
            from pg_constraint f
            join pg_class c on c.oid = f.conrelid
            join pg_class p on p.oid = f.confrelid
            where f.contype = 'f'
              and f.conparentid = 0
              and c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
              and p.relnamespace = c.relnamespace
              and not c.relispartition
            order by p.relname collate "C", c.relname collate "C", f.conname collate "C"
            """;

    private EntityDiagram() {}

    /** The diagram, to stand between the fences of a code block. */
    public static String read(Connection connection) throws SQLException {
        StringBuilder diagram = new StringBuilder("erDiagram\n");
        references(connection)
                .forEach(line -> diagram.append("    ").append(line).append('\n'));
        tables(connection).forEach((table, columns) -> {
            diagram.append("\n    ").append(name(table)).append(" {\n");
            columns.forEach(column -> diagram.append("        ").append(column).append('\n'));
            diagram.append("    }\n");
        });
        return diagram.toString();
    }

    private static List<String> references(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(REFERENCES);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                lines.add(name(rows.getString("parent"))
                        + (rows.getBoolean("required") ? " ||--" : " |o--")
                        + (rows.getBoolean("once") ? "o| " : "o{ ")
                        + name(rows.getString("child"))
                        + " : "
                        + quoted(rows.getString("columns")));
            }
        }
        return lines;
    }

    private static Map<String, List<String>> tables(Connection connection) throws SQLException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String keys = rows.getString("keys");
                String comment = rows.getString("comment");
                tables.computeIfAbsent(rows.getString("relname"), table -> new ArrayList<>())
                        .add(rows.getString("type")
                                + " "
                                + rows.getString("attname").replaceAll("[^A-Za-z0-9_]", "_")
                                + (keys.isEmpty() ? "" : " " + keys)
                                + (comment.isEmpty() ? "" : " " + quoted(comment)));
            }
        }
        return tables;
    }

    private static String name(String table) {
        return PLAIN.matcher(table).matches() ? table : quoted(table);
    }

    private static String quoted(String text) {
        return '"' + text.replace('"', '\'') + '"';
    }
}

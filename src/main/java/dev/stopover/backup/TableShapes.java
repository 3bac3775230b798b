package dev.stopover.backup;

import dev.stopover.database.Identifier;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Script;
import dev.stopover.plan.TableName;
import dev.stopover.plan.Transfer;
import dev.stopover.sql.TouchedNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the tables of a backup in the catalog. */
final class TableShapes {
    /** Stopover's own tables, and what earlier backups left, are not part of the application's data. */
    private static final String OURS = """
            (n.nspname in ('pg_catalog', 'information_schema', 'stopover')
              or n.nspname like 'stopover\\_backup\\_%'
              or n.nspname like 'pg\\_toast%'
              or n.nspname like 'pg\\_temp%')
            """;

    private static final String SHAPE = """
            select c.oid,
                   n.nspname,
                   c.relname,
                   c.relkind = 'p' as partitioned,
                   array(
                     select t.relid::oid::bigint
                     from pg_partition_tree(c.oid) t
                     where t.isleaf and c.relkind = 'p'
                     union all
                     select c.oid::bigint
                     where c.relkind = 'r') as parts,
                   (select array_agg(a.attname::text order by a.attnum)
                    from pg_attribute a
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
                   (select array_agg(t.typnamespace <> 'pg_catalog'::regnamespace order by a.attnum)
                    from pg_attribute a
                    join pg_type t on t.oid = a.atttypid
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as types,
                   (select array_agg(a.attgenerated <> '' order by a.attnum)
                    from pg_attribute a
                    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as generated
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            """;

    private TableShapes() {}

    /**
     * The tables that a phase touches and that exist: sources, targets and joined tables of its transfers, and what its
     * scripts drop, alter, empty or write to. A partition whose whole table is among them is not listed by itself.
     */
    static List<TableShape> touched(Connection connection, Phase phase) throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        Set<String> anySchema = new LinkedHashSet<>();
        Set<String> schemas = new LinkedHashSet<>();
        for (Transfer transfer : phase.transfers()) {
            names.add(Identifier.quote(transfer.from()));
            names.add(Identifier.quote(transfer.into()));
            transfer.joins().forEach(join -> names.add(Identifier.quote(join.table())));
        }
        for (Script script : phase.migrations()) {
            TouchedNames touched = TouchedNames.of(script.file(), script.sql());
            touched.tables().forEach(name -> {
                names.add(Identifier.quote(new TableName(name.schema(), name.name())));
                if (touched.searchPathChanges() && name.schema().isEmpty()) {
                    anySchema.add(name.name());
                }
            });
            schemas.addAll(touched.droppedSchemas());
        }
        String sql = """
                with recursive named (oid) as (
                  select to_regclass(name)::oid
                  from unnest(?::text[]) as t (name)
                  union
                  select c.oid
                  from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace
                  where c.relname = any (?)
                     or n.nspname = any (?)),
                tree (oid) as (
                  select oid
                  from named
                  union
                  select i.inhrelid
                  from tree t
                  join pg_class p on p.oid = t.oid and p.relkind = 'r'
                  join pg_inherits i on i.inhparent = p.oid)
                """ + SHAPE + """
                join tree on tree.oid = c.oid
                where c.relkind in ('r', 'p')
                  and c.relpersistence <> 't'
                  and not %s
                  and not exists (
                    select
                    from pg_partition_ancestors(c.oid) a
                    where a.relid <> c.oid
                      and a.relid in (select oid from tree))
                order by n.nspname, c.relname
                """.formatted(OURS);
        return read(connection, sql, names, anySchema, schemas);
    }

    /** All tables that a dump of the whole database holds, without those that belong to extensions. */
    static List<TableShape> all(Connection connection) throws SQLException {
        return read(connection, SHAPE + """
                where c.relkind in ('r', 'p')
                  and c.relpersistence <> 't'
                  and not c.relispartition
                  and not %s
                  and not exists (
                    select
                    from pg_depend d
                    where d.classid = 'pg_class'::regclass
                      and d.objid = c.oid
                      and d.deptype = 'e')
                  and not exists (
                    select
                    from pg_partition_tree(c.oid) t
                    join pg_class l on l.oid = t.relid
                    where l.relkind = 'f')
                order by n.nspname, c.relname
                """.formatted(OURS));
    }

    /** The tables of one schema. */
    static List<TableShape> in(Connection connection, String schema) throws SQLException {
        return read(connection, SHAPE + """
                where c.relkind = 'r'
                  and n.nspname = any (?)
                order by c.relname
                """, Set.of(schema));
    }

    /** The quoted names of these tables and of their partitions. */
    static List<String> quotedNames(Connection connection, List<TableShape> tables) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
                from unnest(?::bigint[]) as t (oid)
                cross join lateral (
                  select t.oid::oid
                  union
                  select relid
                  from pg_partition_tree(t.oid::oid)) as part (oid)
                join pg_class c on c.oid = part.oid
                join pg_namespace n on n.oid = c.relnamespace
                order by 1
                """)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", tables.stream().map(TableShape::oid).toArray()));
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }

    /** How much the rows of these tables take up, without indexes. */
    static ByteSize size(Connection connection, List<TableShape> tables) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select coalesce(sum(pg_table_size(oid::oid::regclass)), 0)
                from unnest(?::bigint[]) as t (oid)
                """)) {
            Object[] parts =
                    tables.stream().flatMap(table -> table.parts().stream()).toArray();
            statement.setArray(1, connection.createArrayOf("bigint", parts));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new ByteSize(row.getLong(1));
            }
        }
    }

    /**
     * The last value of each sequence that a column of the table owns, as a JSON object by column. Sequences do not take
     * part in transactions: read after the rows, a value is never behind them.
     */
    static String sequences(Connection connection, TableShape table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select coalesce(jsonb_object_agg(a.attname, pg_sequence_last_value(d.objid))
                                  filter (where pg_sequence_last_value(d.objid) is not null),
                                '{}')
                from pg_depend d
                join pg_class s on s.oid = d.objid and s.relkind = 'S'
                join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                where d.classid = 'pg_class'::regclass
                  and d.refclassid = 'pg_class'::regclass
                  and d.refobjid = ?
                  and d.deptype in ('a', 'i')
                """)) {
            statement.setLong(1, table.oid());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    @SafeVarargs
    private static List<TableShape> read(Connection connection, String sql, Set<String>... names) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < names.length; i++) {
                statement.setArray(i + 1, connection.createArrayOf("text", names[i].toArray()));
            }
            List<TableShape> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tables.add(new TableShape(
                            rows.getLong("oid"),
                            rows.getString("nspname"),
                            rows.getString("relname"),
                            rows.getBoolean("partitioned"),
                            Arrays.asList((Long[]) rows.getArray("parts").getArray()),
                            columns(rows)));
                }
            }
            return tables;
        }
    }

    private static List<TableShape.Column> columns(ResultSet rows) throws SQLException {
        List<TableShape.Column> columns = new ArrayList<>();
        if (rows.getArray("columns") != null) {
            String[] names = (String[]) rows.getArray("columns").getArray();
            Boolean[] types = (Boolean[]) rows.getArray("types").getArray();
            Boolean[] generated = (Boolean[]) rows.getArray("generated").getArray();
            for (int i = 0; i < names.length; i++) {
                columns.add(new TableShape.Column(names[i], types[i], generated[i]));
            }
        }
        return columns;
    }
}

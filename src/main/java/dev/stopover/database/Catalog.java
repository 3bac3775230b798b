package dev.stopover.database;

import dev.stopover.plan.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads from one connection's catalog what a plan refers to by name. */
public final class Catalog {
    private static final String RELATION = """
            select c.oid,
                   n.nspname,
                   c.relname,
                   c.relkind,
                   coalesce(pg_relation_filenode(c.oid), 0) as filenode,
                   case
                     when c.relkind = 'r' then pg_relation_size(c.oid) / current_setting('block_size')::bigint
                     else 0
                   end as blocks,
                   c.reltuples::bigint as estimated_rows
            """;

    private final Connection connection;

    public Catalog(Connection connection) {
        this.connection = connection;
    }

    /** Whether there is a relation of that quoted name. */
    public boolean exists(String quoted) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, quoted);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** The relation of that name; without a schema it is looked for on the search path, as in any statement. */
    public Optional<Relation> relation(TableName table) throws SQLException {
        return quoted(Identifier.quote(table));
    }

    /** The relation of that name, written as in a statement. */
    public Optional<Relation> quoted(String name) throws SQLException {
        return relations(RELATION + """
                                from pg_class c
                                join pg_namespace n on n.oid = c.relnamespace
                                where c.oid = to_regclass(?)
                                  and c.relkind in ('r', 'p', 'v', 'm', 'f')
                                """, name).stream().findFirst();
    }

    /**
     * The relations that hold the rows of this one: itself, or its leaf partitions, or itself and the tables that
     * inherit from it. A partition that is being detached is left out, as it is in a query.
     */
    public List<Relation> leaves(Relation relation) throws SQLException {
        return relations("""
                with recursive tree (oid) as (
                  select cast(? as oid)
                  union
                  select i.inhrelid
                  from tree t
                  join pg_inherits i on i.inhparent = t.oid and not i.inhdetachpending)
                """ + RELATION + """
                        from tree t
                        join pg_class c on c.oid = t.oid
                        join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind <> 'p'
                        order by n.nspname, c.relname
                        """, relation.oid());
    }

    /** The relation's columns in their order; dropped and system columns are left out. */
    public List<Column> columns(Relation relation) throws SQLException {
        String sql = """
                with recursive base (attnum, oid) as (
                  select attnum, atttypid
                  from pg_attribute
                  where attrelid = ?
                    and attnum > 0
                    and not attisdropped
                  union all
                  select b.attnum, case t.typtype when 'd' then t.typbasetype else t.typelem end
                  from base b
                  join pg_type t on t.oid = b.oid
                  where t.typtype = 'd'
                     or (t.typcategory = 'A' and t.typelem <> 0)),
                undomained (attnum, oid) as (
                  select b.attnum, b.oid
                  from base b
                  join pg_type t on t.oid = b.oid
                  where t.typtype <> 'd')
                select a.attname,
                       format_type(a.atttypid, a.atttypmod) as type,
                       (select format_type(u.oid, -1)
                        from undomained u
                        join pg_type t on t.oid = u.oid
                        where u.attnum = a.attnum
                        order by t.typcategory = 'A' desc
                        limit 1) as base_type,
                       a.attnotnull,
                       a.attidentity,
                       a.attgenerated,
                       not exists (
                         select 1
                         from undomained u
                         join pg_type t on t.oid = u.oid
                         where u.attnum = a.attnum
                           and t.typname in ('json', 'xml', 'citext', 'point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle')
                       ) as compares_by_value
                from pg_attribute a
                where a.attrelid = ?
                  and a.attnum > 0
                  and not a.attisdropped
                order by a.attnum
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, relation.oid());
            statement.setLong(2, relation.oid());
            List<Column> columns = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(new Column(
                            rows.getString("attname"),
                            rows.getString("type"),
                            rows.getString("base_type"),
                            rows.getBoolean("attnotnull"),
                            origin(rows.getString("attidentity"), rows.getString("attgenerated")),
                            rows.getBoolean("compares_by_value")));
                }
            }
            return columns;
        }
    }

    /** The valid unique indexes over plain columns of all rows, the primary key first. */
    public List<UniqueIndex> uniqueIndexes(Relation relation) throws SQLException {
        String sql = """
                select c.relname,
                       x.indisprimary,
                       not x.indimmediate as deferrable,
                       (select array_agg(a.attname::text order by k.n)
                        from unnest(x.indkey::int2[]) with ordinality as k (attnum, n)
                        join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.attnum
                        where k.n <= x.indnkeyatts) as columns
                from pg_index x
                join pg_class c on c.oid = x.indexrelid
                where x.indrelid = ?
                  and x.indisunique
                  and x.indisvalid
                  and x.indpred is null
                  and x.indexprs is null
                order by x.indisprimary desc, c.relname
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, relation.oid());
            List<UniqueIndex> indexes = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    indexes.add(new UniqueIndex(
                            rows.getString("relname"),
                            strings(rows.getArray("columns")),
                            rows.getBoolean("indisprimary"),
                            rows.getBoolean("deferrable")));
                }
            }
            return indexes;
        }
    }

    /** The names of all tables and views on the search path or in that schema, for suggestions. */
    public List<String> names(Optional<String> schema) throws SQLException {
        String sql = """
                select c.relname
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'v', 'm', 'f')
                  and case when ? then n.nspname = ? else n.nspname = any (current_schemas(false)) end
                order by c.relname
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setBoolean(1, schema.isPresent());
            statement.setString(2, schema.orElse(""));
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }

    private List<Relation> relations(String sql, Object parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            List<Relation> relations = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    relations.add(new Relation(
                            rows.getLong("oid"),
                            rows.getString("nspname"),
                            rows.getString("relname"),
                            RelationKind.of(rows.getString("relkind")),
                            rows.getLong("filenode"),
                            rows.getLong("blocks"),
                            rows.getLong("estimated_rows")));
                }
            }
            return relations;
        }
    }

    private static Column.Origin origin(String identity, String generated) {
        if (!generated.isEmpty()) {
            return Column.Origin.GENERATED;
        }
        return switch (identity) {
            case "a" -> Column.Origin.IDENTITY_ALWAYS;
            case "d" -> Column.Origin.IDENTITY_BY_DEFAULT;
            default -> Column.Origin.ORDINARY;
        };
    }

    private static List<String> strings(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }
}

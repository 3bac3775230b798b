package dev.stopover.rehearsal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The application's tables, views and sequences by their oids, each with the file that holds its rows. */
record RelationFiles(Map<Long, Relation> relations) {
    static final RelationFiles NONE = new RelationFiles(Map.of());

    /** @param file 0 where there is none, as for a view */
    record Relation(String name, long file, boolean hasRows) {}

    static RelationFiles read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                        select c.oid::bigint,
                               format('%I.%I', n.nspname, c.relname),
                               coalesce(pg_relation_filenode(c.oid), 0)::bigint,
                               c.relkind in ('r', 'm')
                        from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
                          and n.nspname !~ '^pg_'
                          and n.nspname not in ('information_schema', 'stopover')
                          and c.relname <> 'flyway_schema_history'
                        """);
                ResultSet rows = statement.executeQuery()) {
            Map<Long, Relation> relations = new HashMap<>();
            while (rows.next()) {
                relations.put(rows.getLong(1), new Relation(rows.getString(2), rows.getLong(3), rows.getBoolean(4)));
            }
            return new RelationFiles(relations);
        }
    }

    /** The tables that are still there and whose rows are in another file now. */
    List<String> rewrittenIn(RelationFiles now) {
        List<String> rewritten = new ArrayList<>();
        relations.forEach((oid, before) -> {
            Relation after = now.relations.get(oid);
            if (before.hasRows() && after != null && before.file() != after.file()) {
                rewritten.add(before.name());
            }
        });
        rewritten.sort(Comparator.naturalOrder());
        return rewritten;
    }

    /** The locks that the session of that connection holds on these, of each the strongest. */
    List<TableLock> locksOf(Connection connection) throws SQLException {
        Map<String, TableLock.Mode> held = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                        select l.relation::bigint, l.mode
                        from pg_locks l
                        where l.pid = pg_backend_pid()
                          and l.locktype = 'relation'
                          and l.granted
                          and l.database = (
                            select oid
                            from pg_database
                            where datname = current_database())
                        """);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Relation relation = relations.get(rows.getLong(1));
                if (relation != null) {
                    held.merge(relation.name(), TableLock.Mode.of(rows.getString(2)), TableLock.Mode::stronger);
                }
            }
        }
        return held.entrySet().stream()
                .map(lock -> new TableLock(lock.getKey(), lock.getValue()))
                .sorted()
                .toList();
    }
}

package dev.stopover.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * In which order tables are filled that refer to each other, and what must happen to their foreign keys meanwhile. A
 * table comes behind those to which it refers. Where they refer to each other in a circle, a foreign key into a table
 * that comes later waits until all are filled: it is made deferrable for the transaction.
 *
 * @param tables the tables by oid, in their order
 * @param late the foreign keys that wait
 */
record LoadOrder(List<Long> tables, List<ForeignKey> late) {
    LoadOrder {
        tables = List.copyOf(tables);
        late = List.copyOf(late);
    }

    /**
     * A foreign key between two of the tables.
     *
     * @param from the table that refers
     * @param table its quoted name
     * @param constraint the quoted name of the constraint
     */
    record ForeignKey(long from, long to, String table, String constraint, boolean deferrable) {}

    static LoadOrder of(Connection connection, List<Long> tables) throws SQLException {
        return of(tables, read(connection, tables));
    }

    static LoadOrder of(List<Long> tables, List<ForeignKey> keys) {
        List<Long> waiting = new ArrayList<>(tables);
        List<Long> order = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Long next = waiting.stream()
                    .filter(table -> keys.stream()
                            .noneMatch(key -> key.from() == table && key.to() != table && waiting.contains(key.to())))
                    .findFirst()
                    .orElse(waiting.get(0));
            waiting.remove(next);
            order.add(next);
        }
        List<ForeignKey> late = keys.stream()
                .filter(key -> !key.deferrable() && order.indexOf(key.to()) > order.indexOf(key.from()))
                .toList();
        return new LoadOrder(order, late);
    }

    /** Lets the foreign keys wait that can or must. */
    void postpone(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (ForeignKey key : late) {
                statement.execute("alter table " + key.table() + " alter constraint " + key.constraint()
                        + " deferrable initially deferred");
            }
            statement.execute("set constraints all deferred");
        }
    }

    /** Checks those that waited and makes them again what they were. */
    void settle(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set constraints all immediate");
            for (ForeignKey key : late) {
                statement.execute(
                        "alter table " + key.table() + " alter constraint " + key.constraint() + " not deferrable");
            }
        }
    }

    private static List<ForeignKey> read(Connection connection, List<Long> tables) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select conrelid::bigint, confrelid::bigint, conrelid::regclass::text, quote_ident(conname), condeferrable
                from pg_constraint
                where contype = 'f'
                  and conparentid = 0
                  and conrelid = any (cast(?::bigint[] as oid[]))
                  and confrelid = any (cast(?::bigint[] as oid[]))
                order by pg_constraint.conrelid, conname
                """)) {
            statement.setArray(1, connection.createArrayOf("bigint", tables.toArray()));
            statement.setArray(2, connection.createArrayOf("bigint", tables.toArray()));
            List<ForeignKey> keys = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.add(new ForeignKey(
                            rows.getLong(1),
                            rows.getLong(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getBoolean(5)));
                }
            }
            return keys;
        }
    }
}

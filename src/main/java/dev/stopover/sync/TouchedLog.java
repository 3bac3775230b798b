package dev.stopover.sync;

import dev.stopover.database.Identifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The log in which triggers leave keys that have to be derived again. */
final class TouchedLog {
    private final Connection connection;
    private final String plan;

    TouchedLog(Connection connection, String plan) {
        this.connection = connection;
        this.plan = plan;
    }

    /**
     * A key in the log.
     *
     * @param ids its entries, oldest first; an entry with a smaller id may still become visible
     * @param resync the function that derives it, unquoted
     */
    record Entry(List<Long> ids, String resync, String key) {
        Entry {
            ids = List.copyOf(ids);
        }

        long first() {
            return ids.get(0);
        }

        long last() {
            return ids.get(ids.size() - 1);
        }
    }

    /** The id of the latest entry; 0 when there is none. */
    long last() throws SQLException {
        return number("select coalesce(max(id), 0) from stopover.touched where plan = ?");
    }

    long size() throws SQLException {
        return number("select count(*) from stopover.touched where plan = ?");
    }

    /** How many rows the target has refused so far. */
    long refused() throws SQLException {
        return number("""
                select count(distinct (resync, key))
                from stopover.touched
                where plan = ?
                  and sqlstate is not null
                """);
    }

    /** Entries behind one id and up to another, oldest first, each key once. */
    List<Entry> read(long after, long upTo, int atMost) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select array_agg(e.id order by e.id), e.resync, e.key::text
                from (
                  select id, resync, key
                  from stopover.touched
                  where plan = ?
                    and id > ?
                    and id <= ?
                  order by id
                  limit ?) as e
                group by e.resync, e.key
                order by min(e.id)
                """)) {
            statement.setString(1, plan);
            statement.setLong(2, after);
            statement.setLong(3, upTo);
            statement.setInt(4, atMost);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Long[] ids = (Long[]) rows.getArray(1).getArray();
                    entries.add(new Entry(Arrays.asList(ids), rows.getString(2), rows.getString(3)));
                }
            }
            return entries;
        }
    }

    /** Derives a key; returns what is wrong with it. */
    Optional<String> resync(Entry entry) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select stopover." + Identifier.quote(entry.resync()) + "(cast(? as jsonb))")) {
            statement.setString(1, entry.key());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getString(1)).filter(problem -> !problem.isEmpty());
            }
        }
    }

    /** Removes a key that is right now. Entries of transactions that commit meanwhile stay. */
    void remove(Entry entry) throws SQLException {
        remove(entry.ids());
    }

    /** Keeps a key that the target refuses, once. */
    void refuse(Entry entry, String sqlstate, String error) throws SQLException {
        remove(entry.ids().subList(0, entry.ids().size() - 1));
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.touched
                set sqlstate = ?,
                    error = ?,
                    attempts = attempts + 1
                where id = ?
                """)) {
            statement.setString(1, sqlstate);
            statement.setString(2, error);
            statement.setLong(3, entry.last());
            statement.executeUpdate();
        }
    }

    /** The first refused rows, as {@code transfer key: error}. */
    List<String> describeRefused(int atMost) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select transfer || ' ' || key || ': ' || error || ' (SQLSTATE ' || sqlstate || ')'
                from stopover.touched
                where plan = ?
                  and sqlstate is not null
                order by id
                limit ?
                """)) {
            statement.setString(1, plan);
            statement.setInt(2, atMost);
            List<String> described = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    described.add(rows.getString(1));
                }
            }
            return described;
        }
    }

    private void remove(List<Long> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                delete from stopover.touched
                where id = any (?)
                """)) {
            statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            statement.executeUpdate();
        }
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, plan);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}

package dev.stopover.sync;

import dev.stopover.database.Identifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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
     * @param last the id of its latest entry in the batch; earlier ones say the same
     * @param resync the function that derives it, unquoted
     */
    record Entry(long last, String resync, String key) {}

    /** The id of the latest entry; 0 when there is none. */
    long last() throws SQLException {
        return number("select coalesce(max(id), 0) from stopover.touched where plan = ?");
    }

    long size() throws SQLException {
        return number("select count(*) from stopover.touched where plan = ?");
    }

    /** How many rows the target has refused so far. */
    long refused() throws SQLException {
        return number("select count(*) from stopover.touched where plan = ? and sqlstate is not null");
    }

    /** Entries behind one id and up to another, oldest first, each key once. */
    List<Entry> read(long after, long upTo, int atMost) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select max(e.id), e.resync, e.key::text
                from (
                  select id, resync, key
                  from stopover.touched
                  where plan = ?
                    and id > ?
                    and id <= ?
                  order by id
                  limit ?) as e
                group by e.resync, e.key
                order by max(e.id)
                """)) {
            statement.setString(1, plan);
            statement.setLong(2, after);
            statement.setLong(3, upTo);
            statement.setInt(4, atMost);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(new Entry(rows.getLong(1), rows.getString(2), rows.getString(3)));
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
                return Optional.ofNullable(row.getString(1));
            }
        }
    }

    /** Removes a key that is right now. Entries of transactions that committed meanwhile stay. */
    void remove(Entry entry) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                delete from stopover.touched
                where plan = ?
                  and resync = ?
                  and key = cast(? as jsonb)
                  and id <= ?
                """)) {
            bind(statement, entry, 1);
            statement.executeUpdate();
        }
    }

    /** Keeps a key that the target refuses, once. */
    void refuse(Entry entry, String sqlstate, String error) throws SQLException {
        try (PreparedStatement duplicates = connection.prepareStatement("""
                        delete from stopover.touched
                        where plan = ?
                          and resync = ?
                          and key = cast(? as jsonb)
                          and id < ?
                        """);
                PreparedStatement statement = connection.prepareStatement("""
                        update stopover.touched
                        set sqlstate = ?,
                            error = ?,
                            attempts = attempts + 1
                        where plan = ?
                          and resync = ?
                          and key = cast(? as jsonb)
                          and id = ?
                        """)) {
            bind(duplicates, entry, 1);
            duplicates.executeUpdate();
            statement.setString(1, sqlstate);
            statement.setString(2, error);
            bind(statement, entry, 3);
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

    private void bind(PreparedStatement statement, Entry entry, int first) throws SQLException {
        statement.setString(first, plan);
        statement.setString(first + 1, entry.resync());
        statement.setString(first + 2, entry.key());
        statement.setLong(first + 3, entry.last());
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

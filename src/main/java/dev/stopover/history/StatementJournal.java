package dev.stopover.history;

import dev.stopover.plan.Version;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What has become of the statements of a script that cannot run in a transaction as a whole. */
public final class StatementJournal {
    private final Epoch epoch;
    private final Direction direction;

    public StatementJournal(Epoch epoch, Direction direction) {
        this.epoch = epoch;
        this.direction = direction;
    }

    /** Whether the statements are those of a migration, or of its undo. */
    public enum Direction {
        FORWARD,
        UNDO;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far a statement has come; a statement without an entry has not begun. */
    public enum State {
        STARTED,
        DONE
    }

    /**
     * What the journal says about one statement.
     *
     * @param hash of the statement as it was when it began
     */
    public record Entry(State state, String hash) {
        /** Whether the entry is about a statement with this text; line ends do not count. */
        public boolean isFor(String statement) {
            return hash.equals(hashOf(statement));
        }
    }

    /** The entries of a script by position, counted from 1. */
    public Map<Integer, Entry> read(Connection connection, Version version) throws SQLException {
        return read(connection, epoch.plan(), direction, version);
    }

    /** The same for who only looks. */
    public static Map<Integer, Entry> read(Connection connection, String plan, Direction direction, Version version)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select position, state, sql_hash
                from stopover.statement
                where plan = ?
                  and direction = ?
                  and version = ?
                order by position
                """)) {
            statement.setString(1, plan);
            statement.setString(2, direction.word());
            statement.setString(3, version.toString());
            Map<Integer, Entry> entries = new LinkedHashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    State state = rows.getString(2).equals("done") ? State.DONE : State.STARTED;
                    entries.put(rows.getInt(1), new Entry(state, rows.getString(3)));
                }
            }
            return entries;
        }
    }

    /** Says that a statement begins. Must be committed before it does. */
    public void started(Connection connection, Version version, int position, String sql) throws SQLException {
        write(connection, version, position, sql, State.STARTED);
    }

    /** Says that a statement is done. */
    public void done(Connection connection, Version version, int position, String sql) throws SQLException {
        write(connection, version, position, sql, State.DONE);
    }

    /** Takes back that a statement began: it failed and left nothing, so that it may be corrected. */
    public void withdrawn(Connection connection, Version version, int position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                delete from stopover.statement
                where plan = ?
                  and direction = ?
                  and version = ?
                  and position = ?
                """)) {
            statement.setString(1, epoch.plan());
            statement.setString(2, direction.word());
            statement.setString(3, version.toString());
            statement.setInt(4, position);
            statement.executeUpdate();
        }
    }

    /** Forgets a version in both directions: it is undone, and nothing of it is left. Joins the transaction at hand. */
    public static void forget(Connection connection, Epoch epoch, Version version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                delete from stopover.statement
                where plan = ?
                  and version = ?
                """)) {
            statement.setString(1, epoch.plan());
            statement.setString(2, version.toString());
            statement.executeUpdate();
        }
    }

    /**
     * Forgets, in this direction, the scripts that Flyway's history says are applied: their entries would be taken for
     * those of another attempt if such a script was undone and is applied again.
     */
    public void forget(Connection connection, Set<Version> applied) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                delete from stopover.statement
                where plan = ?
                  and direction = ?
                  and version = any (?)
                """)) {
            statement.setString(1, epoch.plan());
            statement.setString(2, direction.word());
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", applied.stream().map(Version::toString).toArray()));
            statement.executeUpdate();
        }
    }

    /** Joins the caller's transaction, in which the epoch must be held. */
    private void write(Connection connection, Version version, int position, String sql, State state)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.statement (plan, direction, version, position, sql_hash, state, run_id, done_at)
                values (?, ?, ?, ?, ?, ?, ?, case when ? then clock_timestamp() end)
                on conflict (plan, direction, version, position) do update
                set state = excluded.state,
                    run_id = excluded.run_id,
                    done_at = excluded.done_at
                """)) {
            statement.setString(1, epoch.plan());
            statement.setString(2, direction.word());
            statement.setString(3, version.toString());
            statement.setInt(4, position);
            statement.setString(5, hashOf(sql));
            statement.setString(6, state == State.DONE ? "done" : "started");
            statement.setLong(7, epoch.run());
            statement.setBoolean(8, state == State.DONE);
            statement.executeUpdate();
        }
    }

    private static String hashOf(String statement) {
        try {
            byte[] text = statement.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

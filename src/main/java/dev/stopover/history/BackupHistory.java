package dev.stopover.history;

import dev.stopover.plan.BackupKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes what is known about backups. What writes joins the caller's transaction, in which the epoch must be
 * held, and returns how many rows it wrote.
 */
public final class BackupHistory {
    private static final String COLUMNS = """
            select id, plan, phase, attempt, kind, state, location, bytes, sha256, scratch, error, began_at, finished_at
            from stopover.backup
            """;

    private BackupHistory() {}

    /** When the attempt of a phase began that is at work or was the last one; absent before the first. */
    public static Optional<Instant> attempt(Connection connection, String plan, String phase) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select started_at
                from stopover.phase
                where plan = ?
                  and name = ?
                """)) {
            statement.setString(1, plan);
            statement.setString(2, phase);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? instant(rows, 1) : Optional.empty();
            }
        }
    }

    /** Whether any run has been in this database that could have taken a backup. */
    public static boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select to_regclass('stopover.backup') is not null");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** All backups of a database, the oldest first; removed ones too. */
    public static List<BackupRecord> all(Connection connection) throws SQLException {
        return read(connection, COLUMNS + "order by id");
    }

    /** The backups of a plan, the oldest first. */
    public static List<BackupRecord> ofPlan(Connection connection, String plan) throws SQLException {
        return read(connection, COLUMNS + "where plan = ?\norder by id", plan);
    }

    /** The backups that were taken for one attempt of a phase, the newest first. */
    public static List<BackupRecord> ofAttempt(Connection connection, String plan, String phase, Instant attempt)
            throws SQLException {
        return read(connection, COLUMNS + """
                        where plan = ?
                          and phase = ?
                          and attempt = ?
                        order by id desc
                        """, plan, phase, timestamp(attempt));
    }

    /** The backup of that number. */
    public static Optional<BackupRecord> find(Connection connection, long id) throws SQLException {
        return read(connection, COLUMNS + "where id = ?", id).stream().findFirst();
    }

    /** The same, and nobody can remove it or change what is known about it until the transaction ends. */
    public static Optional<BackupRecord> hold(Connection connection, long id) throws SQLException {
        return read(connection, COLUMNS + "where id = ?\nfor update", id).stream()
                .findFirst();
    }

    /** Whether it was taken in this database, and not in one that this is a copy of; only then do its oids mean anything. */
    public static boolean isOfThisDatabase(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select exists (
                  select
                  from stopover.backup b
                  join stopover.run r on r.id = b.run_id
                  join pg_database d on d.datname = current_database() and d.oid = r.database_oid
                  join pg_control_system() c on c.system_identifier::text = r.system_identifier
                  where b.id = ?)
                """)) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Says that a backup begins, and returns its number. */
    public static long begin(
            Connection connection, Epoch epoch, @Nullable String phase, Optional<Instant> attempt, BackupKind kind)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.backup (plan, phase, attempt, run_id, kind)
                values (?, ?, ?, ?, ?)
                returning id
                """)) {
            statement.setString(1, epoch.plan());
            statement.setString(2, phase);
            statement.setObject(3, attempt.map(BackupHistory::timestamp).orElse(null));
            statement.setLong(4, epoch.run());
            statement.setString(5, kind.word());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** Says where it is made, before it is, so that what a killed run leaves behind is found. */
    public static int place(Connection connection, long id, String location) throws SQLException {
        return update(connection, "update stopover.backup set location = ? where id = ?", location, id);
    }

    /** Names the database that is made for it, before it is; null when that is dropped. */
    public static int scratch(Connection connection, long id, @Nullable String database) throws SQLException {
        return update(connection, "update stopover.backup set scratch = ? where id = ?", database, id);
    }

    /** Says that it is there. */
    public static int finish(
            Connection connection, long id, BackupState state, String location, @Nullable Long bytes, String sha256)
            throws SQLException {
        return update(connection, """
                update stopover.backup
                set state = ?,
                    location = ?,
                    bytes = ?,
                    sha256 = nullif(?, ''),
                    finished_at = clock_timestamp()
                where id = ?
                """, state.word(), location, bytes, sha256, id);
    }

    /** Says what has become of it. */
    public static int end(Connection connection, long id, BackupState state, @Nullable String error)
            throws SQLException {
        return update(connection, """
                update stopover.backup
                set state = ?,
                    error = ?,
                    finished_at = coalesce(finished_at, clock_timestamp())
                where id = ?
                """, state.word(), error, id);
    }

    /** Says in a database that was restored from a dump what it is. Outside of any run: nobody else knows it yet. */
    public static void recordRestored(Connection connection, BackupRecord backup, String message) throws SQLException {
        update(connection, """
                insert into stopover.event (plan, phase, kind, message)
                values (?, ?, 'restored', ?)
                """, backup.plan(), backup.phase().orElse(null), message);
    }

    private static List<BackupRecord> read(Connection connection, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<BackupRecord> records = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    records.add(new BackupRecord(
                            rows.getLong("id"),
                            rows.getString("plan"),
                            Optional.ofNullable(rows.getString("phase")),
                            instant(rows, 4),
                            BackupKind.of(rows.getString("kind")),
                            BackupState.of(rows.getString("state")),
                            rows.getString("location"),
                            Optional.ofNullable(rows.getObject("bytes", Long.class)),
                            Optional.ofNullable(rows.getString("sha256")),
                            Optional.ofNullable(rows.getString("scratch")),
                            Optional.ofNullable(rows.getString("error")),
                            instant(rows, 12).orElseThrow(),
                            instant(rows, 13)));
                }
            }
            return records;
        }
    }

    private static int update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static Optional<Instant> instant(ResultSet rows, int column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

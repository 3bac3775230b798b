package dev.stopover.throttle;

import dev.stopover.database.Identifier;
import dev.stopover.plan.LoadReading;
import dev.stopover.plan.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the readings that every server has. Each query gives a number, and whom it is about; null where the role may not
 * see it.
 *
 * @param atMost what is all right, in the unit of the reading
 * @param tables the tables that rows are read from and moved into
 */
record ServerReading(LoadReading kind, long atMost, List<TableName> tables) implements Reading {
    /**
     * A standby that is far behind in bytes is so for at least as long as it has said nothing, and without limit when it
     * has never said for how long. Receivers that apply nothing are no standbys, and what a logical one acknowledges comes late by its nature.
     */
    private static final String REPLICATION_LAG = """
            select case when count(*) filter (where s.state is null) = 0 then coalesce(max(b.behind), 0) end,
                   (array_agg(s.application_name order by b.behind desc))[1]
            from pg_stat_replication s
            left join pg_replication_slots l on l.active_pid = s.pid
            cross join lateral (
              select case when pg_wal_lsn_diff(pg_current_wal_lsn(), s.replay_lsn) > 64 * 1024 * 1024
                          then greatest(coalesce(1000 * extract(epoch from s.replay_lag)::float8, 'infinity'),
                                        1000 * extract(epoch from clock_timestamp() - s.reply_time)::float8)
                          else coalesce(1000 * extract(epoch from s.replay_lag)::float8, 0) end as behind) b
            where s.state is distinct from 'backup'
              and l.slot_type is distinct from 'logical'
            """;

    /** Without a command the server keeps all WAL for the archiver, and only a person ends that. */
    private static final String ARCHIVE_BACKLOG = """
            select count(*),
                   case when current_setting('archive_command') || coalesce(current_setting('archive_library', true), '') = ''
                        then 'archive_command is empty' end
            from pg_ls_archive_statusdir()
            where name like '%.ready'
            """;

    /** A lock that is waited for less long is everyday life, and waiting for an advisory lock may be what a session is for. */
    private static final String LOCK_WAITS = """
            select count(distinct l.pid), null
            from pg_locks l
            join pg_stat_activity a using (pid)
            where not l.granted
              and l.locktype <> 'advisory'
              and l.waitstart < clock_timestamp() - interval '1 second'
              and a.datname = current_database()
              and coalesce(a.application_name, '') not like 'stopover%'
            """;

    private static final String ACTIVE_SESSIONS = """
            select case when count(*) filter (where backend_type is null and datid is not null and usesysid is not null) = 0
                        then count(*) filter (where state = 'active'
                                                and backend_type = 'client backend'
                                                and application_name not like 'stopover%') end,
                   null
            from pg_stat_activity
            """;

    private static final String VACUUMS = """
            with named as (
              select to_regclass(name) as oid
              from unnest(string_to_array(?, E'\\n')) as name),
            concerned as (
              select oid
              from named
              union
              select t.relid
              from named, pg_partition_tree(named.oid) t)
            select case when count(*) filter (where p.relid is null) = 0 then count(c.oid) end,
                   min(c.oid::regclass::text)
            from pg_stat_progress_vacuum p
            left join pg_class c on (c.oid = p.relid or c.reltoastrelid = p.relid)
                                and c.oid in (select oid from concerned)
            where p.datname = current_database()
            """;

    @Override
    public String key() {
        return kind.word();
    }

    @Override
    public boolean stops() {
        return kind != LoadReading.AUTOVACUUM;
    }

    @Override
    public Optional<String> take(Connection connection) throws SQLException {
        if (kind == LoadReading.ARCHIVE_BACKLOG && !archives(connection)) {
            return Optional.empty();
        }
        try (PreparedStatement statement = connection.prepareStatement(sql())) {
            if (kind == LoadReading.AUTOVACUUM) {
                statement.setString(
                        1,
                        String.join(
                                "\n",
                                tables.stream()
                                        .map(Identifier::quote)
                                        .distinct()
                                        .toList()));
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                double value = row.getDouble(1);
                if (row.wasNull()) {
                    return Optional.of(key() + " cannot be read: this role may not see the sessions of other roles");
                }
                return value > atMost ? Optional.of(words(value, row.getString(2))) : Optional.empty();
            }
        }
    }

    private String sql() {
        return switch (kind) {
            case REPLICATION_LAG -> REPLICATION_LAG;
            case ARCHIVE_BACKLOG -> ARCHIVE_BACKLOG;
            case LOCK_WAITS -> LOCK_WAITS;
            case ACTIVE_SESSIONS -> ACTIVE_SESSIONS;
            case AUTOVACUUM -> VACUUMS;
        };
    }

    private String words(double value, @Nullable String subject) {
        return switch (kind) {
            case REPLICATION_LAG -> "standby " + subject + " is " + behind(value);
            case ARCHIVE_BACKLOG ->
                Math.round(value) + " WAL files wait to be archived, " + moreThan(atMost)
                        + (subject == null ? "" : ", and " + subject);
            case LOCK_WAITS ->
                Math.round(value) + " sessions have waited for a lock for more than a second, " + moreThan(atMost);
            case ACTIVE_SESSIONS -> Math.round(value) + " sessions are active, " + moreThan(atMost);
            case AUTOVACUUM -> "a vacuum works on " + subject;
        };
    }

    private static String moreThan(Object ceiling) {
        return "more than " + ceiling;
    }

    private String behind(double millis) {
        return Double.isInfinite(millis)
                ? "more than 64 MB behind, and does not say for how long"
                : seconds(millis) + " behind, " + moreThan(seconds((double) atMost));
    }

    private static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }

    /** Asked by itself, since the function below is refused to those who may not call it even where it would not be called. */
    private static boolean archives(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select current_setting('archive_mode') <> 'off'");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}

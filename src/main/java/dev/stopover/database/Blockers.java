package dev.stopover.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says who keeps a session waiting. */
public final class Blockers {
    private Blockers() {}

    /**
     * The sessions that hold a lock on that table, or on a partition of it, which keeps others from changing its triggers.
     *
     * @param readersToo whether those that only read it are in the way, too
     */
    public static List<Blocker> holding(Connection connection, Relation relation, boolean readersToo)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select distinct on (l.pid)
                       coalesce(l.pid, 0),
                       b.usename,
                       coalesce(b.application_name, ''),
                       coalesce(b.backend_type, 'prepared transaction'),
                       coalesce(b.state, ''),
                       (extract(epoch from clock_timestamp() - b.query_start) * 1000)::bigint,
                       left(regexp_replace(coalesce(b.query, ''), '\\s+', ' ', 'g'), 200)
                from pg_locks l
                left join pg_stat_activity b on b.pid = l.pid
                where l.locktype = 'relation'
                  and l.granted
                  and l.pid is distinct from pg_backend_pid()
                  and l.database = (select oid from pg_database where datname = current_database())
                  and (l.relation = ? or l.relation in (select relid from pg_partition_tree(?::oid::regclass)))
                  and (? or l.mode not in ('AccessShareLock', 'RowShareLock'))
                order by l.pid
                """)) {
            statement.setLong(1, relation.oid());
            statement.setLong(2, relation.oid());
            statement.setBoolean(3, readersToo);
            return read(statement);
        }
    }

    /**
     * The sessions that the session of that pid waits for just now; empty when it does not wait for a lock.
     *
     * <p>{@code pg_blocking_pids} takes the lock table for itself, so it is only called for a session that waits.
     */
    public static List<Blocker> of(Connection connection, int pid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select b.pid,
                       b.usename,
                       coalesce(b.application_name, ''),
                       case when b.pid is null then 'prepared transaction'
                            when b.backend_type is not null then b.backend_type
                            when b.usesysid is null then 'process of the server'
                            else 'client backend' end,
                       coalesce(b.state, ''),
                       (extract(epoch from clock_timestamp() - b.query_start) * 1000)::bigint,
                       left(regexp_replace(coalesce(b.query, ''), '\\s+', ' ', 'g'), 200)
                from (select w.pid
                      from pg_stat_activity w
                      where w.pid = ?
                        and w.wait_event_type = 'Lock'
                      offset 0) w
                cross join lateral (select distinct unnest(pg_blocking_pids(w.pid)) as pid) p
                left join pg_stat_activity b on b.pid = p.pid
                order by b.query_start
                """)) {
            statement.setInt(1, pid);
            return read(statement);
        }
    }

    private static List<Blocker> read(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<Blocker> blockers = new ArrayList<>();
            while (rows.next()) {
                long age = rows.getLong(6);
                Optional<Duration> queryAge = rows.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(age));
                blockers.add(new Blocker(
                        rows.getInt(1),
                        Optional.ofNullable(rows.getString(2)),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5),
                        queryAge,
                        rows.getString(7)));
            }
            return blockers;
        }
    }
}

package dev.stopover.sync;

import dev.stopover.database.StopSignal;
import dev.stopover.failure.UnreachableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits until every transaction of this database sees what has been committed so far. One that does not may still change
 * a row whose copy it cannot see, and only its commit tells which.
 */
final class SnapshotWait {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long TOLD_EVERY = Duration.ofSeconds(10).toNanos();

    private final Connection connection;
    private final StopSignal stop;
    private final SyncListener listener;
    private final Duration limit;

    SnapshotWait(Connection connection, StopSignal stop, SyncListener listener, Duration limit) {
        this.connection = connection;
        this.stop = stop;
        this.listener = listener;
        this.limit = limit;
    }

    /**
     * Waits until every transaction sees what is committed by now.
     *
     * @throws UnreachableException when it takes too long; names who is in the way
     */
    void forSnapshots() throws SQLException {
        run(
                true,
                "rows cannot be reconciled: for %d s there were transactions that began before the last row was copied");
    }

    /**
     * Waits until every transaction has ended that may have written something before now.
     *
     * @throws UnreachableException when it takes too long; names who is in the way
     */
    void forWriters() throws SQLException {
        run(false, "sync cannot begin: for %d s there were transactions that wrote before all triggers were there");
    }

    private void run(boolean snapshots, String failure) throws SQLException {
        String now = now();
        long began = System.nanoTime();
        long told = began - TOLD_EVERY;
        List<String> older = older(now, snapshots);
        while (!older.isEmpty()) {
            String inTheWay = String.join("; ", older);
            if (System.nanoTime() - began > limit.toNanos()) {
                throw new UnreachableException(
                        failure.formatted(limit.toSeconds()) + ": " + inTheWay,
                        "End them, or wait until they have ended, and run the same command again. What was moved is"
                                + " kept.");
            }
            if (System.nanoTime() - told >= TOLD_EVERY) {
                told = System.nanoTime();
                listener.waiting(inTheWay);
            }
            stop.pause(POLL);
            older = older(now, snapshots);
        }
    }

    /** A number of its own: every transaction that has one already has a smaller one. */
    private String now() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_current_xact_id()::xid::text")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Servers' own processes with a snapshot, such as vacuum and replication, change no row. */
    private List<String> older(String than, boolean snapshots) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select 'pid ' || a.pid || coalesce(', user ' || a.usename, '')
                         || coalesce(', application ' || nullif(a.application_name, ''), '')
                         || coalesce(', ' || a.state, '')
                         || coalesce(', transaction began '
                              || round(extract(epoch from clock_timestamp() - a.xact_start), 1) || ' s ago', '')
                from pg_stat_activity a
                where a.datname = current_database()
                  and a.pid <> pg_backend_pid()
                  and coalesce(a.backend_type, '') not in ('autovacuum worker', 'walsender')
                  and ((? and age(a.backend_xmin) > age(cast(? as xid))) or age(a.backend_xid) > age(cast(? as xid)))
                union all
                select 'prepared transaction ' || quote_literal(p.gid) || ', user ' || p.owner
                from pg_prepared_xacts p
                where p.database = current_database()
                  and age(p.transaction) > age(cast(? as xid))
                """)) {
            statement.setBoolean(1, snapshots);
            statement.setString(2, than);
            statement.setString(3, than);
            statement.setString(4, than);
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }
}

package dev.stopover.sync;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Watches how long writers wait for locks that the runner holds or stands before them in the queue for. */
final class LockWaits implements AutoCloseable {
    private static final String LONGEST = """
            select coalesce(max(extract(epoch from clock_timestamp() - l.waitstart)) * 1000, 0)::bigint
            from pg_locks l
            join pg_stat_activity w on w.pid = l.pid
            where not l.granted
              and w.datname = current_database()
              and w.application_name = 'stopover writer'
              and exists (
                select
                from unnest(pg_blocking_pids(l.pid)) as b (pid)
                join pg_stat_activity r on r.pid = b.pid
                where r.application_name like 'stopover test/%')
            """;

    private final CompletableFuture<Long> longest;
    private volatile boolean stopped;

    private LockWaits(SyncFixture fixture) {
        longest = CompletableFuture.supplyAsync(() -> {
            try {
                return watch(fixture);
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    static LockWaits watching(SyncFixture fixture) {
        return new LockWaits(fixture);
    }

    private long watch(SyncFixture fixture) throws SQLException {
        long most = 0;
        try (Connection connection = fixture.database.open("watcher");
                Statement statement = connection.createStatement()) {
            while (!stopped) {
                try (ResultSet row = statement.executeQuery(LONGEST)) {
                    row.next();
                    most = Math.max(most, row.getLong(1));
                }
                statement.execute("select pg_sleep(0.01)");
            }
        }
        return most;
    }

    /** Ends the watch; returns the longest wait that was seen. */
    Duration longest() {
        stopped = true;
        return Duration.ofMillis(longest.join());
    }

    @Override
    public void close() {
        stopped = true;
    }
}

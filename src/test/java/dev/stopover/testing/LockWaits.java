package dev.stopover.testing;

import dev.stopover.database.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Watches how long the application waits for locks that Stopover holds or stands before it in the queue for. */
public final class LockWaits implements AutoCloseable {
    /** What the connections of an application call themselves, so that nobody takes them for Stopover's own. */
    public static final String APPLICATION = "application";

    private static final String LONGEST = """
            select coalesce(max(extract(epoch from clock_timestamp() - l.waitstart)) * 1000, 0)::bigint
            from pg_locks l
            join pg_stat_activity w on w.pid = l.pid
            where not l.granted
              and w.datname = current_database()
              and w.application_name = '%s'
              and exists (
                select
                from unnest(pg_blocking_pids(l.pid)) as b (pid)
                join pg_stat_activity r on r.pid = b.pid
                where r.application_name like 'stopover %%')
            """.formatted(APPLICATION);

    private final CompletableFuture<Long> longest;
    private volatile boolean stopped;

    private LockWaits(Database database) {
        longest = CompletableFuture.supplyAsync(() -> {
            try {
                return watch(database);
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    /** Begins to watch. */
    public static LockWaits watching(Database database) {
        return new LockWaits(database);
    }

    private long watch(Database database) throws SQLException {
        long most = 0;
        try (Connection connection = database.open("watcher");
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
    public Duration longest() {
        stopped = true;
        return Duration.ofMillis(longest.join());
    }

    @Override
    public void close() {
        stopped = true;
    }
}

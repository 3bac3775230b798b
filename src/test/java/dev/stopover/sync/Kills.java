package dev.stopover.sync;

import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Kills the runner again and again while it works: all of its connections end at one instant, as the server sees it when
 * a process dies, and another runner takes over. When that is depends on how far the writers have come.
 */
record Kills(SyncFixture fixture, Writers writers, Random random) {
    private static final int MOST = 3;
    private static final int TRANSACTIONS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** What a runner does. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /** Does the work to its end; returns how often it was killed. */
    int outlasts(Work work) throws SQLException {
        for (int kills = 0; kills < MOST; kills++) {
            CompletableFuture<Void> killer = kill(writers.transactions() + 1 + random.nextInt(TRANSACTIONS));
            try {
                work.run();
                killer.join();
                return kills;
            } catch (SQLException killed) {
                killer.join();
                fixture.takeOver();
            }
        }
        work.run();
        return MOST;
    }

    private CompletableFuture<Void> kill(long transactions) {
        return CompletableFuture.runAsync(() -> {
            await().pollInterval(Duration.ofMillis(1))
                    .atMost(PATIENCE)
                    .until(() -> writers.transactions() >= transactions);
            fixture.rows("""
                    select pg_terminate_backend(pid)
                    from pg_stat_activity
                    where datname = current_database()
                      and application_name like 'stopover test/%'
                    """);
        });
    }
}

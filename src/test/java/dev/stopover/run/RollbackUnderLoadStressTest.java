package dev.stopover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.StopSignal;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import dev.stopover.testing.LockWaits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plan is taken back from a completed cut-over, first to before it and then altogether, while new instances write to
 * the new tables and old ones to the old, and is killed on the way. Every write whose commit was acknowledged is in the
 * old tables at the end. {@code -Dstopover.sync.rounds} says how often, {@code -Dstopover.sync.seed} with which numbers.
 */
class RollbackUnderLoadStressTest {
    private static final int ROUNDS = Integer.getInteger("stopover.sync.rounds", 3);
    private static final long SEED = Long.getLong("stopover.sync.seed", System.nanoTime());
    private static final int OLD = 2;
    private static final int YOUNG = 2;
    private static final int PEOPLE = 60 * (OLD + YOUNG);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** The lock timeout, and the longest statement that holds a lock: that of a chunk under a deadlock_timeout of 1 s. */
    private static final Duration LONGEST_WAIT =
            RunSettings.DEFAULT.lockTimeout().plusMillis(800);

    private static final String OLD_ROWS = """
            select 'person ' || id, mail
            from people
            union all
            select 'order ' || id, person || ' ' || v
            from orders
            """;
    private static final String NEW_ROWS = """
            select 'person ' || substr(id, 2), mail
            from users
            union all
            select 'order ' || id, substr(user_id, 2) || ' ' || v
            from new_orders
            """;

    @TempDir
    Path folder;

    private final List<Long> without = new ArrayList<>();
    private final List<Long> with = new ArrayList<>();

    @BeforeEach
    void writePlan() throws Exception {
        FolderTrip plan = new FolderTrip(folder);
        plan.write("plan.yaml", """
                plan: trip
                title: A trip there and back
                baseline: 1
                phases:
                  - name: expand
                    kind: expand
                  - name: migrate
                    kind: migrate
                    transfers:
                      - name: people
                        from: people p
                        into: users
                        columns: { id: "'u' || p.id", mail: p.mail }
                        reverse: { id: "substr(n.id, 2)::int" }
                      - name: orders
                        from: orders o
                        follow: { u: people(o.person) }
                        into: new_orders
                        columns: { id: o.id, user_id: u.id, v: o.v }
                  - name: cutover
                    kind: cutover
                """);
        plan.write("expand/V2__new.sql", """
                create table users (id text primary key, mail text not null);
                create table new_orders (
                  id bigint primary key,
                  user_id text not null references users on update cascade,
                  v int not null);
                """);
        plan.write("expand/U2__new.sql", "drop table new_orders; drop table users;");
    }

    @Test
    void everyAcknowledgedWriteIsInTheOldTables() throws Exception {
        System.out.println("RollbackUnderLoadStressTest seed " + SEED);
        for (int round = 1; round <= ROUNDS; round++) {
            round(round, "round %d, seed %d".formatted(round, SEED));
        }
        System.out.println("statements without Stopover:    " + percentiles(without));
        System.out.println("statements during its rollback: " + percentiles(with));
    }

    private void round(int round, String name) throws Exception {
        // Given
        long seed = SEED + round;
        Random random = new Random(seed);
        FolderTrip trip = new FolderTrip(folder);
        trip.execute("""
                create table people (id int primary key, mail text not null);
                create table orders (id int primary key, person int not null references people, v int not null);
                insert into people select i, 'mail' || i from generate_series(1, %d) i;
                """.formatted(PEOPLE));
        Map<String, String> journal = rows(trip, OLD_ROWS);
        try (JournalledWriters writers = new JournalledWriters(trip.database, OLD + YOUNG, 0, -seed, journal)) {
            await().atMost(PATIENCE).until(() -> writers.transactions() > 300);
            writers.close();
            without.addAll(writers.nanos());
            journal = writers.journal();
        }
        trip.migrate();
        JournalledWriters writers = new JournalledWriters(trip.database, OLD, YOUNG, seed, journal);
        Duration longest;
        String kills;
        try (writers;
                LockWaits waits = LockWaits.watching(trip.database)) {
            awaitWritesToNewTables(writers);
            assertThat(difference(trip)).as("%s, after cut-over", name).isEmpty();

            // When
            long turnedAway = writers.turnedAway();
            int first = rollback(trip, Optional.of("migrate"), writers, random);
            await().atMost(PATIENCE).until(() -> writers.turnedAway() > turnedAway);
            assertThat(difference(trip)).as("%s, before cut-over again", name).isEmpty();
            if (random.nextBoolean()) {
                trip.migrate();
                awaitWritesToNewTables(writers);
                assertThat(difference(trip))
                        .as("%s, after cut-over again", name)
                        .isEmpty();
            }
            int second = rollback(trip, Optional.empty(), writers, random);
            with.addAll(writers.nanos());
            longest = waits.longest();
            kills = first + " and " + second;
        }

        // Then
        System.out.println("round %d: killed %s times; longest wait %d ms; %d old, %d new, turned away %d times %s"
                .formatted(
                        round,
                        kills,
                        longest.toMillis(),
                        writers.transactions(),
                        writers.onNewTables(),
                        writers.turnedAway(),
                        writers.errors()));
        assertThat(rows(trip, OLD_ROWS)).as(name).isEqualTo(writers.journal());
        assertThat(writers.unexpected()).as(name).isEmpty();
        assertThat(trip.states()).as(name).allMatch(state -> state.endsWith("rolled-back"));
        assertThat(trip.texts("select tgname from pg_trigger where tgname like 'stopover%'"))
                .as(name)
                .isEmpty();
        assertThat(longest).as(name).isLessThan(LONGEST_WAIT);
    }

    private static void awaitWritesToNewTables(JournalledWriters writers) {
        long before = writers.onNewTables();
        await().atMost(PATIENCE).until(() -> writers.onNewTables() > before + 60);
    }

    /**
     * Rolls back, and up to three times ends all of the runner's connections at one instant, as the server sees it when a
     * process dies. Then the same runner goes on, or, as after a restart, another one. Returns how often that was.
     */
    private static int rollback(FolderTrip trip, Optional<String> to, JournalledWriters writers, Random random) {
        int kills = 0;
        for (int most = random.nextInt(4); ; most--) {
            StopSignal stop = new StopSignal();
            boolean another = random.nextBoolean();
            long then = writers.transactions() + random.nextInt(120);
            CompletableFuture<Void> done = new CompletableFuture<>();
            CompletableFuture<Boolean> killer = most <= 0
                    ? CompletableFuture.completedFuture(false)
                    : CompletableFuture.supplyAsync(() -> kill(trip, writers, then, done, another, stop));
            try {
                trip.runner(stop).rollback(trip.plan(), to, false);
                done.complete(null);
                return kills + (killer.join() ? 1 : 0);
            } catch (StoppedException killed) {
                killer.join();
                kills++;
            }
        }
    }

    private static boolean kill(
            FolderTrip trip,
            JournalledWriters writers,
            long then,
            CompletableFuture<Void> done,
            boolean another,
            StopSignal stop) {
        await().pollInterval(Duration.ofMillis(1))
                .atMost(PATIENCE)
                .until(() -> writers.transactions() >= then || done.isDone());
        if (another) {
            stop.stop(ExitCode.TERMINATED);
        }
        trip.execute("""
                select pg_terminate_backend(pid)
                from pg_stat_activity
                where datname = current_database()
                  and application_name like 'stopover trip%'
                """);
        return !done.isDone();
    }

    private static List<String> difference(FolderTrip trip) throws Exception {
        return trip.texts("""
                select d::text
                from (
                  (select 'only old', l.* from (%1$s) l except all select 'only old', r.* from (%2$s) r)
                  union all
                  (select 'only new', r.* from (%2$s) r except all select 'only new', l.* from (%1$s) l)) as d
                """.formatted(OLD_ROWS, NEW_ROWS));
    }

    private static Map<String, String> rows(FolderTrip trip, String sql) throws Exception {
        Map<String, String> rows = new TreeMap<>();
        for (String row : trip.texts("select name || '=' || value from (" + sql + ") r (name, value)")) {
            rows.put(row.substring(0, row.indexOf('=')), row.substring(row.indexOf('=') + 1));
        }
        return rows;
    }

    private static String percentiles(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return "p50 %d us, p99 %d us, of %d"
                .formatted(
                        sorted.get(sorted.size() / 2) / 1000,
                        sorted.get(sorted.size() * 99 / 100) / 1000,
                        sorted.size());
    }
}

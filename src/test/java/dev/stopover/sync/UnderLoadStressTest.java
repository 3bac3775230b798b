package dev.stopover.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopover.testing.LockWaits;
import dev.stopover.transfer.TransferSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The application writes all the while: rows move, the runner is killed and goes on, all is rolled back and done again, and
 * after cut-over both schemas are written to. {@code -Dstopover.sync.rounds} says how often, {@code -Dstopover.sync.seed}
 * with which numbers. Prints how long the application's statements took without and with it.
 */
class UnderLoadStressTest {
    private static final int ROUNDS = Integer.getInteger("stopover.sync.rounds", 3);
    private static final long SEED = Long.getLong("stopover.sync.seed", System.nanoTime());
    private static final int IDS = 800;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** The lock timeout of what locks whole tables, and the longest statement of a chunk under a deadlock_timeout of 1 s. */
    private static final Duration LONGEST_WAIT =
            SyncFixture.IMPATIENT.lockTimeout().plusMillis(800);

    private final List<Long> without = new ArrayList<>();
    private final List<Long> with = new ArrayList<>();

    @Test
    void bothSidesAreEqualAfterEveryRound() throws Exception {
        System.out.println("UnderLoadStressTest seed " + SEED);
        for (int round = 1; round <= ROUNDS; round++) {
            round(round);
        }
        System.out.println("statements without Stopover: " + percentiles(without));
        System.out.println("statements with Stopover:    " + percentiles(with));
    }

    private void round(int round) throws Exception {
        // Given
        long seed = SEED + round;
        SyncFixture fixture = ReverseSyncTest.bare()
                .settings(new TransferSettings(2, Duration.ofMillis(20), 20, 60, 1, Duration.ofSeconds(60)));
        fixture.execute("""
                insert into people select i, 'Mail' || i, 'note ' || i from generate_series(6, 60) i;
                insert into orders select i, 1 + i %% 60, i, repeat('kind ', 20), false from generate_series(21, %d) i;
                """.formatted(IDS));
        try (Writers writers = Writers.start(fixture.database, 2, -seed, 20, UnderLoadStressTest::onOld)) {
            await().atMost(PATIENCE).until(() -> writers.transactions() > 200);
            without.addAll(writers.nanos());
        }

        // When
        String said;
        List<String> unexpected;
        Duration longest;
        try (LockWaits waits = LockWaits.watching(fixture.database);
                Writers old = Writers.start(fixture.database, 3, seed, 20, UnderLoadStressTest::onOld)) {
            Kills kills = new Kills(fixture, old, new Random(seed));
            int forward = kills.outlasts(() -> fixture.install().copy().reconcile());
            int back = kills.outlasts(fixture::undo);
            assertThat(fixture.number("select count(*) from users") + fixture.number("select count(*) from new_orders"))
                    .as("round %d, seed %d, rolled back", round, SEED)
                    .isZero();
            int again = kills.outlasts(() -> fixture.install().copy().reconcile());
            int cutover = kills.outlasts(() -> fixture.runner().installReverse(fixture.plan(), fixture.last()));
            try (Writers young = Writers.start(fixture.database, 2, seed * 7, 20, UnderLoadStressTest::onNew)) {
                await().atMost(PATIENCE).until(() -> young.transactions() > 150);
                unexpected = new ArrayList<>(young.errors());
                said = young.transactions() + " new " + young.expectedErrors();
                with.addAll(young.nanos());
            }
            unexpected.addAll(old.errors());
            with.addAll(old.nanos());
            longest = waits.longest();
            said = "killed %d, %d, %d, %d times; longest wait %d ms; %d old %s, %s"
                    .formatted(
                            forward,
                            back,
                            again,
                            cutover,
                            longest.toMillis(),
                            old.transactions(),
                            old.expectedErrors(),
                            said);
        }
        fixture.reconcile();

        // Then
        System.out.println("round " + round + ": " + said);
        assertThat(unexpected).as("round %d, seed %d", round, SEED).isEmpty();
        assertThat(fixture.state().examples())
                .as("round %d, seed %d", round, SEED)
                .isEmpty();
        assertThat(fixture.difference(ReverseSyncTest.OLD, ReverseSyncTest.NEW))
                .as("round %d, seed %d, at rest", round, SEED)
                .isEmpty();
        assertThat(fixture.failedChecks()).as("round %d, seed %d", round, SEED).isEmpty();
        assertThat(longest).as("round %d, seed %d", round, SEED).isLessThan(LONGEST_WAIT);
    }

    private static String percentiles(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return "p50 %d us, p99 %d us, of %d"
                .formatted(
                        sorted.get(sorted.size() / 2) / 1000,
                        sorted.get(sorted.size() * 99 / 100) / 1000,
                        sorted.size());
    }

    private static String onOld(Random random, boolean snapshot) {
        int id = 1 + random.nextInt(IDS + 200);
        return switch (random.nextInt(10)) {
            case 0, 1 ->
                "insert into orders values (%d, (select min(id) from people where id >= %d), %d)"
                        .formatted(id, random.nextInt(60), random.nextInt(100));
            case 2, 3, 4 -> "update orders set v = v + 1 where id = %d and not gone".formatted(id);
            case 5 -> "update orders set kind = repeat('k', %d) where id = %d".formatted(random.nextInt(900), id);
            case 6 -> "delete from orders where id = %d".formatted(id);
            case 7 ->
                "update orders set id = %d where id = %d and not gone".formatted(1 + random.nextInt(IDS + 200), id);
            case 8 -> "update people set mail = mail || '!' where id = %d".formatted(1 + random.nextInt(60));
            default ->
                "update orders set person = (select max(id) from people) where id = %d and not gone".formatted(id);
        };
    }

    /** Leaves alone the one key that a soft-deleted row of the old side has. */
    private static String onNew(Random random, boolean snapshot) {
        int id = 21 + random.nextInt(IDS);
        int user = 1 + random.nextInt(60);
        return switch (random.nextInt(9)) {
            case 0, 1 -> "insert into new_orders values (%d, 'u%d', %d)".formatted(id, user, random.nextInt(100));
            case 2, 3, 4 -> "update new_orders set v = v + 100 where id = %d".formatted(id);
            case 5 -> "delete from new_orders where id = %d".formatted(id);
            case 6 -> "update new_orders set id = %d where id = %d".formatted(21 + random.nextInt(IDS), id);
            case 7 -> "update users set mail = mail || '+' where id = 'u%d'".formatted(user);
            default -> "update new_orders set user_id = 'u%d' where id = %d".formatted(user, id);
        };
    }
}

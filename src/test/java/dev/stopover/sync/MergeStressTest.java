package dev.stopover.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** People change their addresses, and take each other's, while they are merged by them. */
class MergeStressTest {
    private static final int ROUNDS = Integer.getInteger("stopover.sync.rounds", 3);
    private static final long SEED = Long.getLong("stopover.sync.seed", System.nanoTime());
    private static final int PEOPLE = 120;

    @Test
    void mergedRowsAreRightAfterEveryRound() throws Exception {
        // Given
        SyncFixture fixture = MergeSyncTest.fixture();
        System.out.println("MergeStressTest seed " + SEED);
        for (int round = 1; round <= ROUNDS; round++) {
            fixture.beginAnew();
            fixture.execute("""
                    truncate owners, customers, bookings, users, roles, new_bookings;
                    insert into owners select 'o' || i, 'Mail' || i, 'Owner ' || i, 'C' from generate_series(1, %1$d) i;
                    insert into customers select 'c' || i, 'MAIL' || i + %1$d / 2, 'Customer ' || i from generate_series(1, %1$d) i;
                    insert into bookings select i, 'c' || 1 + i %% %1$d from generate_series(1, 3 * %1$d) i;
                    """.formatted(PEOPLE));

            // When
            List<String> whileWriting;
            List<String> unexpected;
            String errors;
            try (Writers writers = Writers.start(fixture.database, 3, SEED + round, 0, MergeStressTest::statement)) {
                fixture.install().copy().reconcile();
                whileWriting = MergeSyncTest.differences(fixture);
                unexpected = writers.errors();
                errors = writers.transactions() + " transactions, longest statement " + writers.longestMillis()
                        + " ms, " + writers.expectedErrors();
            }
            fixture.reconcile();

            // Then
            System.out.println("round " + round + ": " + errors);
            assertThat(unexpected).as("seed %d", SEED).isEmpty();
            assertThat(whileWriting)
                    .as(
                            "round %d, seed %d, writing, refused %s",
                            round, SEED, fixture.state().examples())
                    .isEmpty();
            assertThat(MergeSyncTest.differences(fixture))
                    .as("round %d, seed %d, at rest", round, SEED)
                    .isEmpty();
            assertThat(fixture.listener.rejects).isEmpty();
        }
    }

    private static String statement(Random random, boolean snapshot) {
        int one = 1 + random.nextInt(PEOPLE + 20);
        int mail = 1 + random.nextInt(2 * PEOPLE);
        return switch (random.nextInt(12)) {
            case 0 -> "insert into owners values ('o%d', 'mail%d', 'New', 'D')".formatted(one, mail);
            case 1, 2 -> "insert into customers values ('c%d', 'Mail%d', 'New')".formatted(one, mail);
            case 3 -> "delete from owners where id = 'o%d'".formatted(one);
            case 4 -> "delete from customers where id = 'c%d'".formatted(one);
            case 5 -> "update owners set email = 'mAil%d' where id = 'o%d'".formatted(mail, one);
            case 6 -> "update customers set email = 'maIl%d' where id = 'c%d'".formatted(mail, one);
            case 7 -> "update owners set name = name || '!' where id = 'o%d'".formatted(one);
            case 8 -> "update customers set name = name || '?', consent = not consent where id = 'c%d'".formatted(one);
            case 9, 10 ->
                "insert into bookings values (%d, (select id from customers where id = 'c%d'), 1)"
                        .formatted(1000 + random.nextInt(500), one);
            default -> "update bookings set v = v + 1 where id = %d".formatted(1 + random.nextInt(3 * PEOPLE));
        };
    }
}

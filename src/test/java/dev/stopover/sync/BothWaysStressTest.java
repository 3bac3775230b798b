package dev.stopover.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The application writes on both sides at once, as it does in a rolling cut-over. */
class BothWaysStressTest {
    private static final int ROUNDS = Integer.getInteger("stopover.sync.rounds", 3);
    private static final long SEED = Long.getLong("stopover.sync.seed", System.nanoTime());

    @Test
    void bothSidesAreEqualWhileBothAreWritten() throws Exception {
        // Given
        SyncFixture fixture = ReverseSyncTest.fixture();
        System.out.println("BothWaysStressTest seed " + SEED);
        for (int round = 1; round <= ROUNDS; round++) {
            // When
            List<String> unexpected;
            String errors;
            try (Writers old = Writers.start(fixture.database, 2, SEED + round, 20, BothWaysStressTest::onOld);
                    Writers young = Writers.start(fixture.database, 2, SEED - round, 20, BothWaysStressTest::onNew)) {
                for (int i = 0; i < 30; i++) {
                    assertThat(fixture.difference(ReverseSyncTest.OLD, ReverseSyncTest.NEW))
                            .as("round %d, seed %d, writing", round, SEED)
                            .isEmpty();
                }
                unexpected = new java.util.ArrayList<>(old.errors());
                unexpected.addAll(young.errors());
                errors = old.transactions() + " old " + old.expectedErrors() + ", " + young.transactions() + " new "
                        + young.expectedErrors();
            }

            // Then
            System.out.println("round " + round + ": " + errors);
            assertThat(unexpected).as("seed %d", SEED).isEmpty();
            assertThat(fixture.state().examples()).as("seed %d", SEED).isEmpty();
            assertThat(fixture.difference(ReverseSyncTest.OLD, ReverseSyncTest.NEW))
                    .as("round %d, seed %d, at rest", round, SEED)
                    .isEmpty();
        }
    }

    static String onOld(Random random, boolean snapshot) {
        int id = 1 + random.nextInt(60);
        return switch (random.nextInt(8)) {
            case 0, 1 ->
                "insert into orders values (%d, (select min(id) from people where id >= %d), %d)"
                        .formatted(id, random.nextInt(6), random.nextInt(100));
            case 2, 3, 4 -> "update orders set v = v + 1 where id = %d and not gone".formatted(id);
            case 5 -> "delete from orders where id = %d".formatted(id);
            case 6 -> "update orders set id = %d where id = %d and not gone".formatted(1 + random.nextInt(60), id);
            default ->
                "update orders set person = (select max(id) from people) where id = %d and not gone".formatted(id);
        };
    }

    /** Leaves alone the one key that a soft-deleted row of the old side has. */
    static String onNew(Random random, boolean snapshot) {
        int id = 21 + random.nextInt(40);
        return switch (random.nextInt(8)) {
            case 0, 1 ->
                "insert into new_orders values (%d, 'u%d', %d)"
                        .formatted(id, 1 + random.nextInt(4), random.nextInt(100));
            case 2, 3, 4 -> "update new_orders set v = v + 100 where id = %d".formatted(id);
            case 5 -> "delete from new_orders where id = %d".formatted(id);
            case 6 -> "update new_orders set id = %d where id = %d".formatted(21 + random.nextInt(40), id);
            default -> "update new_orders set user_id = 'u%d' where id = %d".formatted(1 + random.nextInt(4), id);
        };
    }
}

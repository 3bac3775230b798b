package dev.stopover.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The application writes while rows move. {@code -Dstopover.sync.rounds} says how often, {@code -Dstopover.sync.seed} with
 * which numbers.
 */
class ForwardStressTest {
    private static final int ROUNDS = Integer.getInteger("stopover.sync.rounds", 10);
    private static final long SEED = Long.getLong("stopover.sync.seed", System.nanoTime());

    @Test
    void bothSidesAreEqualAfterEveryRound() throws Exception {
        // Given
        SyncFixture fixture = ForwardStress.fixture();
        System.out.println("ForwardStressTest seed " + SEED);
        for (int round = 1; round <= ROUNDS; round++) {
            fixture.beginAnew();
            ForwardStress.fill(fixture);

            // When
            List<String> whileWriting;
            String errors;
            List<String> unexpected;
            try (Writers writers = Writers.start(fixture.database, 3, SEED + round, 25, ForwardStress::statement)) {
                fixture.install().copy().reconcile();
                whileWriting = lasting(fixture);
                unexpected = writers.errors();
                errors = writers.transactions() + " transactions, longest statement " + writers.longestMillis()
                        + " ms, " + writers.expectedErrors();
            }
            fixture.reconcile();

            // Then
            System.out.println("round " + round + ": " + errors);
            assertThat(unexpected).as("round %d, seed %d", round, SEED).isEmpty();
            assertThat(whileWriting)
                    .as("round %d, seed %d, writing", round, SEED)
                    .isEmpty();
            assertThat(ForwardStress.differences(fixture))
                    .as("round %d, seed %d, at rest", round, SEED)
                    .isEmpty();
            assertThat(fixture.number("select count(*) from stopover.reject where resolved_at is null"))
                    .as("round %d, seed %d, rejects", round, SEED)
                    .isZero();
        }
    }

    /**
     * What a reconcile pass does not set right either: a writer in REPEATABLE READ may leave a row wrong at any time, and
     * notes it in the log.
     */
    private static List<String> lasting(SyncFixture fixture) throws Exception {
        List<String> different = new ArrayList<>(ForwardStress.differences(fixture));
        if (!different.isEmpty()) {
            fixture.reconcile();
            different.retainAll(ForwardStress.differences(fixture));
        }
        return different;
    }
}

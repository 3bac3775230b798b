package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Kills the runner at random instants of a run over 100 000 bookings, until fifty kills have hit a run in progress. */
class RandomKillIT {
    private static final int KILLS = 50;
    private static final int SCALE = 321;

    @Test
    void fiftyKillsAtRandomInstantsChangeNothingInTheEnd() throws InterruptedException {
        // Given
        long seed = Long.getLong("stopover.seed", System.nanoTime());
        System.out.println("RandomKillIT: repeat with -Dstopover.seed=" + seed);
        RandomGenerator random = new java.util.Random(seed);
        Database calm = Massava.database(SCALE);
        long begun = System.nanoTime();
        assertThat(migrate(calm).exitCode()).isZero();
        long undisturbedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        Map<String, String> expected = Massava.contents(calm);

        // When
        int kills = 0;
        while (kills < KILLS) {
            Database database = Massava.database(SCALE);
            boolean completed = false;
            while (!completed && kills < KILLS) {
                try (StopoverProcess process =
                        StopoverProcess.start(database, "migrate", "--plan", "massava", "--to", "cutover")) {
                    TimeUnit.MILLISECONDS.sleep(random.nextLong(undisturbedMillis));
                    if (process.isAlive()) {
                        process.kill();
                        process.await();
                        kills++;
                    } else {
                        assertThat(process.await().exitCode()).isZero();
                        completed = true;
                    }
                }
            }

            // Then
            StopoverProcess.Result last = migrate(database);
            assertThat(last.exitCode())
                    .as("after %d kills: %s", kills, last.stderr())
                    .isZero();
            assertThat(Massava.contents(database)).as("after %d kills", kills).isEqualTo(expected);
        }
    }

    private static StopoverProcess.Result migrate(Database database) {
        return StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", "cutover");
    }
}

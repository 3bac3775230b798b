package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.database.Fingerprint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Kills the runner at random instants while it goes forward or back, and then goes on in a direction that is random, too:
 * every state has a way on and a way back.
 */
class ThereAndBackKillIT {
    private static final int KILLS = Integer.getInteger("stopover.kills", 20);
    private static final int SCALE = 30;

    @Test
    void whereverItIsKilledTheWayOnAndTheWayBackArrive() throws Exception {
        // Given
        long seed = Long.getLong("stopover.seed", System.nanoTime());
        System.out.println("ThereAndBackKillIT: repeat with -Dstopover.seed=" + seed);
        Random random = new Random(seed);
        Database database = Massava.database(SCALE);
        Fingerprint old = fingerprint(database);
        long begun = System.nanoTime();
        assertThat(run(database, true).exitCode()).isZero();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        Fingerprint migrated = fingerprint(database);
        Map<String, String> rows = Massava.contents(database);

        // When
        int kills = 0;
        boolean forward = false;
        while (kills < KILLS) {
            try (StopoverProcess process = StopoverProcess.start(database, command(forward))) {
                TimeUnit.MILLISECONDS.sleep(random.nextLong(millis));
                if (process.isAlive()) {
                    process.kill();
                    kills++;
                }
                int code = process.await().exitCode();
                assertThat(code).as(process.await().stderr()).isIn(0, 5, 137);
            }
            forward = random.nextBoolean();
        }

        // Then
        StopoverProcess.Result back = run(database, false);
        assertThat(back.exitCode()).as(back.stderr()).isZero();
        assertThat(old.differencesTo(fingerprint(database))).isEmpty();
        StopoverProcess.Result again = run(database, true);
        assertThat(again.exitCode()).as(again.stderr()).isZero();
        assertThat(migrated.differencesTo(fingerprint(database))).isEmpty();
        assertThat(Massava.contents(database)).isEqualTo(rows);
    }

    private static StopoverProcess.Result run(Database database, boolean forward) {
        return StopoverProcess.run(database, command(forward));
    }

    private static String[] command(boolean forward) {
        return forward
                ? new String[] {"migrate", "--plan", "massava", "--to", "cutover"}
                : new String[] {"rollback", "--plan", "massava", "--accept-loss"};
    }

    private static Fingerprint fingerprint(Database database) throws SQLException {
        try (Connection connection = database.open("test")) {
            return Fingerprint.read(connection);
        }
    }
}

package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills commands at random instants of what they do, sometimes several times in a row, and then goes on or back: from
 * wherever it died, both arrive where an undisturbed run does.
 */
class KillMatrixIT {
    private static final int KILLS = Integer.getInteger("stopover.kills", 24);

    /** What is killed. */
    enum Victim {
        ATOMIC,
        ROLLBACK,
        FORWARD_SYNC,
        REVERSE_SYNC,
        CONTRACT,
        RESTORED_DATABASE,
        RESTORED_TABLES,
        REHEARSAL;

        KillJourney journey(Path folder) {
            return switch (this) {
                case ATOMIC -> PhaseJourney.atomic(folder);
                case ROLLBACK -> PhaseJourney.rollback(folder);
                case FORWARD_SYNC -> PhaseJourney.forwardSync(folder);
                case REVERSE_SYNC -> PhaseJourney.reverseSync(folder);
                case CONTRACT -> PhaseJourney.contract(folder);
                case RESTORED_DATABASE -> RestoreJourney.ofDatabase(folder);
                case RESTORED_TABLES -> RestoreJourney.ofTables(folder);
                case REHEARSAL -> RehearsalJourney.begin(folder);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKillLeavesAWayOnAndAWayBack(Victim victim, @TempDir Path folder) throws Exception {
        // Given
        long seed = Long.getLong("stopover.seed", System.nanoTime());
        System.out.println("KillMatrixIT " + victim + ": repeat with -Dstopover.seed=" + seed);
        Random random = new Random(seed);
        int wanted = (KILLS + Victim.values().length - 1) / Victim.values().length;
        KillJourney journey = victim.journey(folder);
        List<String> back = journey.stateBack();
        journey.ready();
        long millis = undisturbed(journey);
        List<String> there = journey.stateThere();
        journey.arrive(journey.back());
        assertThat(journey.stateBack()).isEqualTo(back);

        int kills = 0;
        for (int round = 1; kills < wanted; round++) {
            // When
            journey.ready();
            int before = kills;
            kills += killed(journey, journey.there(), random.nextLong(millis)) ? 1 : 0;
            boolean on = random.nextBoolean();
            while (kills > before && kills < wanted && random.nextInt(4) == 0) {
                List<String> next = on ? journey.there() : journey.back();
                kills += killed(journey, next, random.nextLong(millis)) ? 1 : 0;
                on = random.nextBoolean();
            }

            // Then
            if (on || journey.back().isEmpty()) {
                journey.arrive(journey.there());
                assertThat(journey.stateThere())
                        .as("round %d, after %d kills", round, kills)
                        .isEqualTo(there);
            }
            journey.arrive(journey.back());
            assertThat(journey.stateBack())
                    .as("round %d, after %d kills", round, kills)
                    .isEqualTo(back);
        }
        System.out.println("KillMatrixIT " + victim + ": " + kills + " kills");
    }

    /** Runs there without a kill; returns how long it was at what is to be hit. */
    private static long undisturbed(KillJourney journey) throws SQLException, InterruptedException {
        String beginning = journey.begun();
        try (Connection connection = journey.database().connect("watch");
                StopoverProcess process = start(journey, journey.there())) {
            await(connection, process, beginning);
            long begun = System.nanoTime();
            await(connection, process, journey.over());
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            StopoverProcess.Result result = process.await();
            assertThat(result.exitCode()).as(result.stderr()).isZero();
            return Math.max(20, millis);
        }
    }

    /** Whether it was still alive when it was killed, so long after what is to be hit had begun. */
    private static boolean killed(KillJourney journey, List<String> command, long millis)
            throws SQLException, InterruptedException {
        if (command.isEmpty()) {
            return false;
        }
        String beginning = journey.begun();
        try (Connection connection = journey.database().connect("watch");
                StopoverProcess process = start(journey, command)) {
            await(connection, process, beginning);
            TimeUnit.MILLISECONDS.sleep(millis);
            boolean alive = process.isAlive();
            process.kill();
            StopoverProcess.Result result = process.await();
            assertThat(result.exitCode()).as(result.stderr()).isIn(0, 2, 5, 137);
            return alive && result.exitCode() == 137;
        }
    }

    private static void await(Connection connection, StopoverProcess process, String condition)
            throws SQLException, InterruptedException {
        try (PreparedStatement statement = connection.prepareStatement(condition)) {
            while (process.isAlive()) {
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    if (row.getBoolean(1)) {
                        return;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
    }

    private static StopoverProcess start(KillJourney journey, List<String> command) {
        return StopoverProcess.start(journey.database(), command.toArray(String[]::new));
    }
}

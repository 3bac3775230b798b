package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Crashes the server in the middle of a run: killing one backend makes the postmaster end them all and recover. */
class ServerCrashIT {
    @Test
    void theRunConnectsAgainAndCompletes() throws IOException, InterruptedException {
        // Given
        Database calm = Massava.database(321);
        assertThat(migrate(calm, "cutover").exitCode()).isZero();
        Map<String, String> expected = Massava.contents(calm);
        Database database = Massava.database(321);
        assertThat(migrate(database, "expand").exitCode()).isZero();
        StopoverProcess.Result result;
        try (StopoverProcess process =
                StopoverProcess.start(database, "migrate", "--plan", "massava", "--to", "cutover")) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Massava.one(database, "select exists (select from new_bookings)")
                            .equals("t"));

            // When
            String backend = Massava.one(database, """
                    select pid
                    from pg_stat_activity
                    where application_name like 'stopover massava%'
                      and datname = current_database()
                    limit 1
                    """);
            new ProcessBuilder("kill", "-9", backend).start().waitFor();
            result = process.await();
        }

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stderr()).contains("the server went away");
        assertThat(Massava.contents(database)).isEqualTo(expected);
    }

    @Test
    void aServerThatStaysAwayEndsTheRunAsUnreachable() {
        // Given: nobody listens on the port
        // When
        StopoverProcess.Result result;
        try (StopoverProcess process = StopoverProcess.start(
                Map.of("DATABASE_URL", "postgresql://postgres@localhost:1/none", "STOPOVER_PORT", "0"),
                "migrate",
                "--plan",
                "massava")) {
            result = process.await();
        }

        // Then
        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.stderr())
                .contains("cannot reach postgres@localhost:1/none")
                .doesNotContain("Exception");
    }

    private static StopoverProcess.Result migrate(Database database, String to) {
        return StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", to);
    }
}

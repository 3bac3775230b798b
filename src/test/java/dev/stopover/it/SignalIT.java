package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalIT {
    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void aSignalStopsTheRunWithinTwoSecondsAndTheNextOneResumes(String signal, int exitCode) throws SQLException {
        // Given
        Database database = Massava.database(1);
        assertThat(migrate(database, "expand").exitCode()).isZero();
        StopoverProcess.Result stopped;
        long millis;
        try (Connection holder = database.connect("holder");
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table new_bookings in access exclusive mode");
            try (StopoverProcess process =
                    StopoverProcess.start(database, "migrate", "--plan", "massava", "--to", "cutover")) {
                await().atMost(Duration.ofSeconds(60)).until(() -> isWaiting(database));

                // When
                long sent = System.nanoTime();
                process.signal(signal);
                stopped = process.await();
                millis = Duration.ofNanos(System.nanoTime() - sent).toMillis();
            }
        }

        // Then
        assertThat(stopped.exitCode()).as(stopped.stderr()).isEqualTo(exitCode);
        assertThat(millis).isLessThan(2_000);
        assertThat(Massava.one(database, "select state || ' ' || exit_code from stopover.run order by id desc limit 1"))
                .isEqualTo("stopped " + exitCode);
        assertThat(migrate(database, "cutover").exitCode()).isZero();
        assertThat(Massava.one(database, "select count(*) from new_bookings")).isEqualTo("312");
    }

    private static StopoverProcess.Result migrate(Database database, String to) {
        return StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", to);
    }

    private static boolean isWaiting(Database database) {
        return Massava.one(
                        TestServer.database(database.settings().database()),
                        "select exists (select from pg_locks where not granted and relation = 'new_bookings'::regclass)")
                .equals("t");
    }
}

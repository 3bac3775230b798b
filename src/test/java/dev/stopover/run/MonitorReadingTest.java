package dev.stopover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopover.gate.SoakReport;
import dev.stopover.gate.SoakReport.Reading;
import dev.stopover.gate.SoakReport.SoakingPhase;
import dev.stopover.history.MonitorSample;
import dev.stopover.plan.BundledPlans;
import dev.stopover.plan.PlanFolder;
import dev.stopover.plan.PlanReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorReadingTest {
    @TempDir
    Path folder;

    @Test
    void isThereWhileThePhaseRuns() throws SQLException, IOException {
        // Given
        Trip trip = new Trip();
        Files.writeString(folder.resolve("plan.yaml"), """
                plan: trip
                phases:
                  - name: expand
                    kind: expand
                    monitors: [ { name: answer, sql: select 41.5, at-most: 41, every: 20ms, roll-back-after: 100000 } ]
                """);
        Path expand = Files.createDirectories(folder.resolve("expand"));
        Files.writeString(expand.resolve("V1__wait.sql"), "select pg_advisory_xact_lock(1);");
        Files.writeString(expand.resolve("U1__wait.sql"), "select 1;");

        try (Connection gate = trip.database.connect("gate");
                Statement statement = gate.createStatement()) {
            statement.execute("select pg_advisory_lock(1)");

            // When
            CompletableFuture<RunResult> run =
                    CompletableFuture.supplyAsync(() -> trip.migrate(PlanReader.read(PlanFolder.directory(folder))));
            await().until(() -> trip.progress.reading("expand", "answer").isPresent());

            // Then
            assertThat(trip.progress.reading("expand", "answer"))
                    .contains(new MonitorReading("expand", "answer", Optional.of(41.5), false));
            statement.execute("select pg_advisory_unlock(1)");
            run.join();
        }
    }

    @Test
    void isThereWhileThePhaseSoaks() {
        // Given
        SoakProgress soak = new SoakProgress(BundledPlans.load("massava"));
        SoakReport report = new SoakReport(
                "massava",
                List.of(new SoakingPhase(
                        "cutover",
                        Instant.EPOCH,
                        List.of(
                                reading("sign-in success", Optional.of(new BigDecimal("0.97")), true),
                                reading("error rate", Optional.empty(), false)))),
                false,
                Optional.empty());

        // When
        soak.show(report);

        // Then
        assertThat(soak.progress().reading("cutover", "sign-in success"))
                .contains(new MonitorReading("cutover", "sign-in success", Optional.of(0.97), true));
        assertThat(soak.progress().reading("cutover", "error rate"))
                .contains(new MonitorReading("cutover", "error rate", Optional.empty(), false));
        assertThat(soak.progress().reading("cutover", "query time in ms")).isEmpty();
    }

    private static Reading reading(String monitor, Optional<BigDecimal> value, boolean within) {
        return new Reading(new MonitorSample("cutover", monitor, value, "a bound", within, Optional.empty()), 0, 5);
    }
}

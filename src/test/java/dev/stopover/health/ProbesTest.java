package dev.stopover.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;

import dev.stopover.history.MonitorSample;
import dev.stopover.plan.BundledPlans;
import dev.stopover.run.DrivenProgress;
import dev.stopover.run.RunProgress;
import dev.stopover.run.RunView;
import dev.stopover.run.RunView.PhaseView;
import dev.stopover.run.RunView.Progress;
import dev.stopover.run.RunView.Soak;
import dev.stopover.testing.HistoryDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HistoryDatabase.class)
class ProbesTest {
    @Inject
    CurrentRun run;

    @Inject
    RunMetrics metrics;

    @TestHTTPResource(value = "/", management = true)
    URL management;

    private RunProgress progress;

    @BeforeEach
    void aRunHasBegun() {
        progress = new RunProgress(new RunView(
                "massava",
                Optional.of(17L),
                "running",
                Optional.of("migrate"),
                "transfer bookings",
                new Progress("bookings", 78, Optional.of(312L), 26, Optional.of(Duration.ofSeconds(9))),
                Optional.of("replica is 3 s behind"),
                List.of(new PhaseView("expand", "completed"), new PhaseView("migrate", "running")),
                false));
        run.show(progress);
    }

    @Test
    void aWatchShowsTheSoakAndWhatTheMonitorsSay() {
        // Given
        Instant end = Instant.parse("2026-12-05T10:00:00Z");
        DrivenProgress.update(
                progress,
                view -> new RunView(
                        "massava",
                        Optional.empty(),
                        "soaking",
                        Optional.of("cutover"),
                        "watching",
                        Progress.NONE,
                        Optional.empty(),
                        List.of(new PhaseView("cutover", "soaking")),
                        false,
                        List.of(new Soak("cutover", end, Map.of("error rate", "0.02, allowed at most 0.01")))));

        // When / Then
        given().when()
                .get(management + "health/ready")
                .then()
                .statusCode(503)
                .body("checks[0].data", hasEntry("soaking.cutover", "2026-12-05T10:00:00Z"))
                .body("checks[0].data", hasEntry("monitor.error rate", "0.02, allowed at most 0.01"));
    }

    @Test
    void everyAnswerCarriesWhatTheRunShows() {
        for (String probe : List.of("started", "live", "ready")) {
            given().when()
                    .get(management + "health/" + probe)
                    .then()
                    .body("checks[0].data.plan", equalTo("massava"))
                    .body("checks[0].data.run", equalTo(17))
                    .body("checks[0].data.state", equalTo("running"))
                    .body("checks[0].data.phase", equalTo("migrate"))
                    .body("checks[0].data.rows", equalTo(78))
                    .body("checks[0].data.'rows-total'", equalTo(312))
                    .body("checks[0].data.percent", equalTo("25.0"))
                    .body("checks[0].data.'rows-per-second'", equalTo(26))
                    .body("checks[0].data.'remaining-seconds'", equalTo(9))
                    .body("checks[0].data.throttled", equalTo("replica is 3 s behind"))
                    .body("checks[0].data", hasEntry("phase.expand", "completed"));
        }
    }

    @Test
    void isStartedAndAliveButNotReadyWhileTheRunWorks() {
        given().get(management + "health/started").then().statusCode(200).body("checks.size()", equalTo(1));
        given().get(management + "health/live").then().statusCode(200).body("checks.size()", equalTo(1));
        given().get(management + "health/ready").then().statusCode(503).body("checks.size()", equalTo(1));
    }

    @Test
    void isReadyOnceTheTargetPhaseIsReached() {
        // When
        DrivenProgress.update(progress, ProbesTest::reached);

        // Then
        given().get(management + "health/ready")
                .then()
                .statusCode(200)
                .body("checks[0].data.state", equalTo("completed"))
                .body("checks[0].data", hasEntry("phase.migrate", "completed"));
    }

    @Test
    void metricsHaveTheNumbersOfTheProbes() {
        // Given
        metrics.publish(BundledPlans.load("massava"));
        sampled("sign-in success", Optional.of(new BigDecimal("0.97")), true);
        sampled("error rate", Optional.empty(), false);

        // When / Then
        given().get(management + "metrics")
                .then()
                .statusCode(200)
                .body(containsString("stopover_rows{plan=\"massava\"} 78.0"))
                .body(containsString("stopover_rows_total{plan=\"massava\"} 312.0"))
                .body(containsString("stopover_rows_rate{plan=\"massava\"} 26.0"))
                .body(containsString("stopover_throttled{plan=\"massava\"} 1.0"))
                .body(containsString("stopover_ready{plan=\"massava\"} 0.0"))
                .body(containsString("stopover_phase{phase=\"migrate\",plan=\"massava\",state=\"running\"} 1.0"))
                .body(containsString("stopover_phase{phase=\"migrate\",plan=\"massava\",state=\"completed\"} 0.0"))
                .body(containsString("stopover_monitor_value{" + of("sign-in success") + "} 0.97"))
                .body(containsString("stopover_monitor_within{" + of("sign-in success") + "} 1.0"))
                .body(containsString("stopover_monitor_value{" + of("error rate") + "} NaN"))
                .body(containsString("stopover_monitor_within{" + of("error rate") + "} 0.0"))
                .body(containsString("stopover_monitor_within{" + of("query time in ms") + "} NaN"));
    }

    private void sampled(String monitor, Optional<BigDecimal> value, boolean within) {
        DrivenProgress.sampled(
                progress, new MonitorSample("cutover", monitor, value, "a bound", within, Optional.empty()));
    }

    private static String of(String monitor) {
        return "monitor=\"" + monitor + "\",phase=\"cutover\",plan=\"massava\"";
    }

    private static RunView reached(RunView view) {
        return new RunView(
                view.plan(),
                view.run(),
                "completed",
                Optional.empty(),
                "done",
                Progress.NONE,
                Optional.empty(),
                List.of(new PhaseView("expand", "completed"), new PhaseView("migrate", "completed")),
                true);
    }
}

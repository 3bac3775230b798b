package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopover.database.Database;
import dev.stopover.testing.TestServer;
import io.restassured.RestAssured;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Approvals, waiting and watching as processes, on massava at its cut-over. */
class GateIT {
    /** Out of bounds for the error rate four times, half an hour ago; the fifth sample finds a hundred failures. */
    private static final String FOUR_TIMES_OUT_OF_BOUNDS = """
            update stopover.phase
            set started_at = now() - interval '2 hours',
                completed_at = now() - interval '1 hour'
            where name = 'cutover';
            insert into stopover.monitor_sample (plan, phase, monitor, value, bound, within, sampled_at)
            select 'massava', 'cutover', 'error rate', 0.5, 'at most 0.01', false, now() - interval '30 minutes'
            from generate_series(1, 4);
            insert into audit_logs (id, action, metadata)
            select i::text, 'BOOKING', '{"error": "no"}'
            from generate_series(1, 100) as i
            """;

    private static String migrated = "";

    @BeforeAll
    static void takeMassavaToItsCutover() {
        Database database = Massava.database(1);
        StopoverProcess.Result result =
                StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", "cutover");
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        migrated = database.settings().database();
    }

    @Test
    void aTrippedSoakIsRolledBack() {
        // Given
        Database database = TestServer.newDatabase(migrated);
        TestServer.execute(database, FOUR_TIMES_OUT_OF_BOUNDS);

        // When
        StopoverProcess.Result result =
                StopoverProcess.run(database, "watch", "--once", "--accept-loss", "--plan", "massava");

        // Then
        assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isEqualTo(5);
        assertThat(result.stdout())
                .contains("rolled back: monitor error rate of phase cutover was out of bounds 5 times in a row");
        assertThat(Massava.one(database, "select state from stopover.phase where name = 'cutover'"))
                .isEqualTo("rolled-back");
        assertThat(Massava.column(database, "select message from stopover.event where kind = 'tripped'"))
                .hasSize(1);
    }

    @Test
    void aWatchAnswersProbesUntilItIsStopped() {
        // Given
        Database database = TestServer.newDatabase(migrated);
        try (StopoverProcess watch = StopoverProcess.start(database, "watch", "--plan", "massava")) {
            int port = watch.port();
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .until(() -> RestAssured.get("http://localhost:" + port + "/q/health/ready")
                                    .statusCode()
                            == 200);
            assertThat(RestAssured.get("http://localhost:" + port + "/q/health/ready")
                            .asString())
                    .contains("soaking.cutover", "monitor.error rate", "monitor.sign-in success");
            assertThat(RestAssured.get("http://localhost:" + port + "/q/metrics")
                            .asString())
                    .contains(
                            "stopover_phase{phase=\"cutover\",plan=\"massava\",state=\"soaking\"} 1.0",
                            "stopover_monitor_within{monitor=\"sign-in success\",phase=\"cutover\",plan=\"massava\"} 1.0");

            // When
            watch.signal("TERM");

            // Then
            assertThat(watch.await().exitCode()).isEqualTo(143);
        }
        assertThat(Massava.one(database, "select count(distinct monitor) from stopover.monitor_sample"))
                .isEqualTo("5");
    }

    @Test
    void anApprovalShowsInTheStatusBesideTheGatesThatAreStillClosed() throws JsonProcessingException {
        // Given
        Database database = TestServer.newDatabase(migrated);

        // When
        StopoverProcess.Result approved =
                StopoverProcess.run(database, "approve", "contract", "--plan", "massava", "--by", "Anna Schmidt");

        // Then
        assertThat(approved.exitCode()).as(approved.stderr()).isZero();
        StopoverProcess.Result status =
                StopoverProcess.run(database, "status", "--plan", "massava", "--output", "json");
        JsonNode plan =
                new ObjectMapper().readTree(status.stdout()).get("plans").get(0);
        assertThat(plan.get("approvals").get(0).get("by").asText()).isEqualTo("Anna Schmidt");
        JsonNode contract = plan.get("phases").get(3);
        assertThat(contract.get("state").asText()).isEqualTo("blocked");
        assertThat(contract.get("closedGates")).hasSize(1);
        assertThat(contract.get("closedGates").get(0).get("kind").asText()).isEqualTo("soak");
    }

    @Test
    void waitsForAPhaseOnADatabaseWhereNothingRanYet() {
        // Given
        Database database = Massava.database(1);
        try (StopoverProcess waiting =
                StopoverProcess.start(database, "wait", "--for", "expand", "--plan", "massava")) {
            // When
            StopoverProcess.Result run =
                    StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", "expand");

            // Then
            assertThat(run.exitCode()).as(run.stderr()).isZero();
            assertThat(waiting.await().exitCode()).isZero();
        }
        assertThat(StopoverProcess.run(database, "wait", "--for", "cutover", "--plan", "massava", "--timeout", "100ms")
                        .exitCode())
                .isEqualTo(7);
    }
}

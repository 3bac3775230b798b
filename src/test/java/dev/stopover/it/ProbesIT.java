package dev.stopover.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;

import dev.stopover.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbesIT {
    @Test
    void tellWhereTheRunIsWhileItWaitsInTheMiddleOfATransfer() throws SQLException {
        // Given
        Database database = Massava.database(1);
        assertThat(StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", "expand")
                        .exitCode())
                .isZero();
        try (Connection holder = database.connect("holder");
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table new_bookings in share mode");
            try (StopoverProcess process =
                    StopoverProcess.start(database, "migrate", "--plan", "massava", "--to", "cutover")) {
                int port = process.port();

                // When
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> given().port(port)
                                .get("/q/health/ready")
                                .then()
                                .body("checks[0].data.step", equalTo("bookings")));

                // Then
                given().port(port)
                        .get("/q/health/started")
                        .then()
                        .statusCode(200)
                        .body("status", equalTo("UP"));
                given().port(port)
                        .get("/q/health/live")
                        .then()
                        .statusCode(200)
                        .body("checks[0].data.state", equalTo("running"));
                given().port(port)
                        .get("/q/health/ready")
                        .then()
                        .statusCode(503)
                        .body("checks[0].data.plan", equalTo("massava"))
                        .body("checks[0].data.phase", equalTo("migrate"))
                        .body("checks[0].data", hasEntry("phase.expand", "completed"))
                        .body("checks[0].data", hasEntry("phase.migrate", "running"))
                        .body("checks[0].data", hasEntry("phase.cutover", "pending"));
                given().port(port)
                        .get("/q/metrics")
                        .then()
                        .statusCode(200)
                        .body(containsString(
                                "stopover_phase{phase=\"migrate\",plan=\"massava\",state=\"running\"} 1.0"));
            }
        }
    }

    @Test
    void areReadyOnceTheTargetIsReachedAndStayUpUntilASignal() {
        // Given
        Database database = Massava.database(1);
        try (StopoverProcess process =
                StopoverProcess.start(database, "migrate", "--plan", "massava", "--to", "cutover", "--serve")) {
            int port = process.port();

            // When
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> given().port(port)
                            .get("/q/health/ready")
                            .then()
                            .statusCode(200)
                            .body("checks[0].data", hasEntry("phase.cutover", "completed")));
            process.signal("TERM");

            // Then
            assertThat(process.await().exitCode()).isEqualTo(143);
        }
    }

    @Test
    void answerBeforeTheDatabaseDoes() throws SQLException {
        // Given: another runner has the lock
        Database database = Massava.database(1);
        try (Connection holder = database.connect("holder");
                Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(x'73746f70'::int, hashtext('massava'))");

            // When
            try (StopoverProcess process =
                    StopoverProcess.start(database, "migrate", "--plan", "massava", "--to", "cutover")) {
                int port = process.port();

                // Then
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> given().port(port)
                                .get("/q/health/live")
                                .then()
                                .statusCode(200)
                                .body("checks[0].data.state", equalTo("waiting")));
            }
        }
    }
}

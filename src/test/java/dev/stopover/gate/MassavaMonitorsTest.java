package dev.stopover.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.history.MonitorSample;
import dev.stopover.plan.BundledPlans;
import dev.stopover.plan.Monitor;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The monitors of the first 48 hours on massava's new schema, each within and out of its bound. */
class MassavaMonitorsTest {
    private static final Plan PLAN = BundledPlans.load("massava");
    private static final Phase CUTOVER = PLAN.phase("cutover").orElseThrow();

    private final Database database = TestServer.newDatabase();
    private Connection connection = database.connect("test");

    @BeforeEach
    void makeTheNewSchemaBesideTheOldOne() {
        TestServer.execute(database, resource("/db/demo/massava/schema.sql"));
        TestServer.execute(database, resource("/db/demo/massava/data.sql"));
        for (Script script : PLAN.phase("expand").orElseThrow().migrations()) {
            TestServer.execute(database, script.sql());
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void allAreWithinTheirBoundsOnADatabaseThatWasJustMigrated() throws SQLException {
        // When / Then
        assertThat(CUTOVER.monitors()).isNotEmpty();
        for (Monitor monitor : CUTOVER.monitors()) {
            MonitorSample sample = MonitorProbe.sample(connection, "cutover", monitor);
            assertThat(sample.within()).as(sample.toString()).isTrue();
        }
    }

    @Test
    void signInSuccessIsOutBelow95Percent() throws SQLException {
        // Given
        signIns(95, 5);
        assertThat(sample("sign-in success").within()).isTrue();

        // When
        signIns(0, 1);

        // Then
        assertThat(sample("sign-in success").within()).isFalse();
    }

    @Test
    void errorRateIsOutAbove1Percent() throws SQLException {
        // Given
        signIns(99, 1);
        assertThat(sample("error rate").within()).isTrue();

        // When
        signIns(0, 1);

        // Then
        assertThat(sample("error rate").within()).isFalse();
    }

    @Test
    void queryTimeIsOutWhileAQueryOfTheApplicationTakesLonger() throws SQLException {
        // Given
        try (Connection application = database.connect("test");
                Connection blocker = database.connect("blocker");
                Statement settings = application.createStatement();
                Statement lock = blocker.createStatement()) {
            settings.execute("set application_name = 'massava-web-2.0'");
            lock.execute("select pg_advisory_lock(42)");
            Thread query = new Thread(() -> waitFor(application));
            query.start();

            // When / Then
            await().until(() -> !sample("query time in ms").within());
            lock.execute("select pg_advisory_unlock(42)");
            await().until(() -> sample("query time in ms").within());
        }
    }

    @Test
    void bookingsAreOutBelowHalfOfTheirBaseline() throws SQLException {
        // Given: 20 bookings on each of the 28 days before
        bookings(560, "now() - interval '1 day' - i * interval '72 minutes'");
        bookings(10, "now() - i * interval '1 hour'");
        assertThat(sample("bookings against the four weeks before").within()).isTrue();

        // When
        TestServer.execute(database, "delete from new_bookings where created_at > now() - interval '90 minutes'");

        // Then
        assertThat(sample("bookings against the four weeks before").within()).isFalse();
    }

    private MonitorSample sample(String name) throws SQLException {
        Monitor monitor = CUTOVER.monitors().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return MonitorProbe.sample(connection, "cutover", monitor);
    }

    private void signIns(int good, int bad) {
        TestServer.execute(database, """
                insert into audit_logs (id, action, metadata)
                select gen_random_uuid()::text, 'USER_LOGIN',
                       case when i > %d then '{"error": "no"}' else '{}' end::jsonb
                from generate_series(1, %d) as i
                """.formatted(good, good + bad));
    }

    private void bookings(int number, String createdAt) {
        TestServer.execute(database, """
                insert into users (id, email) values ('u', 'u@example.com') on conflict do nothing;
                insert into new_bookings (id, studio_id, customer_id, starts_at, ends_at, created_at)
                select gen_random_uuid()::text, (select min(id) from studios), 'u', now(), now() + interval '1 hour', %s
                from generate_series(1, %d) as i
                """.formatted(createdAt, number));
    }

    private static void waitFor(Connection application) {
        try (Statement statement = application.createStatement()) {
            statement.execute("select pg_advisory_lock(42)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String path) {
        try (InputStream in = Objects.requireNonNull(MassavaMonitorsTest.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

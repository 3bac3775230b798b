package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.testing.TestServer;
import org.junit.jupiter.api.Test;

class DemoIT {
    @Test
    void aDatabaseIsCreatedForItAndDroppedAgain() {
        // When
        StopoverProcess.Result result = StopoverProcess.run(TestServer.database("stopover_demo"), "demo");

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout())
                .containsPattern("checks +36 of 36 passed")
                .containsPattern("passed  migrate  bookings: rows equal +312 rows equal")
                .containsPattern("cutover +cutover +soaking +until")
                .containsPattern("contract +contract +blocked")
                .containsPattern("customers +copied +100.0 % +158 rows: 156 inserted, 0 same, 2 merged, 0 rejected")
                .doesNotContain("failed");
        assertThat(Massava.one(
                        TestServer.database("postgres"),
                        "select count(*) from pg_database where datname = 'stopover_demo'"))
                .isEqualTo("0");
    }

    @Test
    void aDatabaseInWhichSomethingIsIsLeftAlone() {
        // Given
        Database database = TestServer.newDatabase();
        TestServer.execute(database, "create table precious (id int)");

        // When
        StopoverProcess.Result result = StopoverProcess.run(database, "demo");

        // Then
        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.stderr()).contains("is not empty: it has public.precious");
        assertThat(Massava.column(database, "select relname from pg_class where relnamespace = 'public'::regnamespace"))
                .containsExactly("precious");
    }
}

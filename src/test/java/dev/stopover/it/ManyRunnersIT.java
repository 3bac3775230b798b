package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManyRunnersIT {
    @Test
    void ofTwentyRunnersOneWorksAndAllExitWithZero() {
        // Given
        Database database = Massava.database(10);

        // When
        List<StopoverProcess> runners = IntStream.range(0, 20)
                .mapToObj(i -> StopoverProcess.start(database, "migrate", "--plan", "massava", "--to", "cutover"))
                .toList();
        List<StopoverProcess.Result> results =
                runners.stream().map(StopoverProcess::await).toList();

        // Then
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.exitCode()).as(result.stderr()).isZero());
        assertThat(Massava.one(database, "select count(*) from stopover.run")).isEqualTo("1");
        assertThat(Massava.one(database, "select count(*) from flyway_schema_history where type = 'SQL'"))
                .isEqualTo(Massava.one(
                        database, "select count(distinct version) from flyway_schema_history where type = 'SQL'"));
        assertThat(
                        Massava.one(
                                database,
                                "select sum(inserted) from stopover.extent e join stopover.transfer t on t.id = e.transfer_id where t.name = 'bookings'"))
                .isEqualTo("3120");
    }
}

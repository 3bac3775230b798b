package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.testing.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmarterFirmsIT {
    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void theDemonstrationRunsUpToCutOverAndItsEntitiesAreRead(int scale) {
        // Given
        Database database = TestServer.newDatabase();

        // When
        StopoverProcess.Result result =
                StopoverProcess.run(database, "demo", "smarter-firms", "--scale", String.valueOf(scale));

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(Massava.column(database, "select name from stopover.check_result where not passed"))
                .isEmpty();
        assertThat(Massava.column(database, "select kind from stopover.check_result"))
                .contains("entities");
        assertThat(Massava.one(database, "select count(*) from \"AuthLog\"")).isEqualTo(String.valueOf(600 * scale));
    }
}

package dev.stopover.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stopover.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds every broken plan against its approved messages, which stand in {@code expected.txt} beside it. To approve what the
 * reader says now, run {@code ./mvnw test -Dtest=BadPlansTest -Dstopover.approve=true} and read the difference.
 */
class BadPlansTest {
    static Stream<Path> badPlans() throws IOException {
        return Corpus.plans("bad");
    }

    @ParameterizedTest
    @MethodSource("badPlans")
    void saysEverythingThatIsWrongAndWhere(Path plan) throws IOException {
        // Given
        Path approved = plan.resolve("expected.txt");

        // When
        InvalidPlanException invalid =
                catchThrowableOfType(InvalidPlanException.class, () -> PlanReader.read(PlanFolder.directory(plan)));

        // Then
        assertThat(invalid).isNotNull();
        assertThat(invalid.exitCode()).isEqualTo(ExitCode.INVALID_PLAN);
        String said =
                String.valueOf(invalid.getMessage()).replace(plan + "/", "").replace(plan + ":", "<folder>:") + "\n";
        if (Boolean.getBoolean("stopover.approve")) {
            Files.writeString(approved, said);
        }
        assertThat(said).isEqualTo(Files.readString(approved));
    }
}

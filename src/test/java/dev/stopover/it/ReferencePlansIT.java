package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopover.database.Database;
import dev.stopover.plan.BundledPlans;
import dev.stopover.testing.DumpableServer;
import dev.stopover.testing.ReferencePlan;
import dev.stopover.testing.TestKey;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bundled plan on its demonstration rows, by the program itself. */
class ReferencePlansIT {
    @TempDir
    Path dumps;

    @ParameterizedTest
    @MethodSource("plans")
    void demonstratesThePlan(String plan) {
        // When
        StopoverProcess.Result result = StopoverProcess.run(
                TestServer.database("demo_" + plan.replace('-', '_')), "demo", plan, "--scale", "2");

        // Then
        assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
        assertThat(result.stdout())
                .containsPattern("checks +(\\d+) of \\1 passed")
                .doesNotContainPattern("(?m)^ +failed ");
    }

    @ParameterizedTest
    @MethodSource("plansAndScales")
    void goesForwardBackAndForwardOnACopy(String plan, int scale) throws IOException {
        // Given
        DumpableServer.requireClientPrograms();
        Database database = DumpableServer.newDatabase();
        ReferencePlan.load(database, plan, scale);

        // When
        StopoverProcess.Result result = StopoverProcess.run(
                database,
                "rehearse",
                "--plan",
                plan,
                "--backup-dir",
                dumps.toString(),
                "--keys",
                "file:" + TestKey.newFile(),
                "--output",
                "json");

        // Then
        assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
        JsonNode report = new ObjectMapper().readTree(result.stdout());
        assertThat(report.get("passed").asBoolean()).isTrue();
        assertThat(report.get("phases").findValuesAsText("undo")).isNotEmpty().containsOnly("restored");
        assertThat(report.get("turns").findValuesAsText("same")).containsExactly("true", "true");
    }

    static List<String> plans() {
        return BundledPlans.names();
    }

    /** Scale 100 takes one to two minutes for each plan: {@code -Dstopover.rehearsed.scales=1,100}. */
    static Stream<Arguments> plansAndScales() {
        String[] scales = System.getProperty("stopover.rehearsed.scales", "1").split(",");
        return plans().stream()
                .flatMap(plan -> Stream.of(scales).map(scale -> Arguments.of(plan, Integer.parseInt(scale))));
    }
}

package dev.stopover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Query;
import dev.stopover.plan.ThrottleLimits;
import dev.stopover.plan.Tripwires;
import dev.stopover.testing.TestServer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompareCommandTest {
    private final TestProgram program = new TestProgram();
    private final Database database = TestServer.newDatabase();

    @BeforeEach
    void namesTheDatabase() {
        program.environment.put(
                "DATABASE_URL",
                "postgresql://postgres@" + database.settings().hosts() + "/"
                        + database.settings().database());
    }

    @Test
    void showsTimesPlansAndBuffersOfBothSides() {
        // Given
        asks("select 1 as one", "select 2 as one");

        // When
        int exitCode = program.run("compare", "--plan", "shop", "--executions", "5");

        // Then
        assertThat(exitCode).as(program.errors.toString()).isZero();
        assertThat(program.output.toString())
                .containsPattern("number: passed")
                .containsPattern("before +[0-9.]+ ms +[0-9.]+ ms +0 +0 +5")
                .containsPattern("after / before +[0-9.]+ +[0-9.]+\n")
                .contains("  after\n    Result (actual rows=1");
    }

    @Test
    void saysTheSameInJson() throws JsonProcessingException {
        // Given
        asks("select 1", "select 1");

        // When
        program.run("compare", "--plan", "shop", "--executions", "5", "--output", "json");

        // Then
        JsonNode query = new ObjectMapper()
                .readTree(program.output.toString())
                .path("queries")
                .path(0);
        assertThat(query.path("before").path("rows").asInt()).isEqualTo(5);
        assertThat(query.path("after").path("p95Milliseconds").asDouble()).isPositive();
        assertThat(query.path("passed").asBoolean()).isTrue();
    }

    @Test
    void endsWith6WhenTheSidesDoNotAskTheSame() {
        // Given
        asks("select 1", "select generate_series(1, 2)");

        // When
        int exitCode = program.run("compare", "--plan", "shop", "--executions", "5");

        // Then
        assertThat(exitCode).isEqualTo(ExitCode.NEEDS_ATTENTION.code());
        assertThat(program.output.toString()).contains("another number of rows");
    }

    @Test
    void endsWith4WhenASchemaIsMissingAndWith2WhenThereIsNothingToCompare() {
        // Given
        asks("select * from gone", "select 1");

        // When / Then
        assertThat(program.run("compare", "--plan", "shop")).isEqualTo(ExitCode.BLOCKED.code());
        program.plan = TestProgram.PLAN;
        assertThat(program.run("compare", "--plan", "shop")).isEqualTo(ExitCode.WRONG_USAGE.code());
        assertThat(program.run("compare", "--plan", "shop", "--executions", "0"))
                .isEqualTo(ExitCode.WRONG_USAGE.code());
    }

    private void asks(String before, String after) {
        program.plan = new Plan(
                "shop",
                "A shop",
                Optional.empty(),
                true,
                false,
                List.of(),
                Tripwires.DEFAULT,
                List.of(new Query("number", Optional.empty(), before, after, Optional.empty())),
                ThrottleLimits.USUAL,
                "hash");
    }
}

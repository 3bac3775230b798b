package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopover.database.Database;
import dev.stopover.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bundled plan profiles by the program itself, taken to its cut-over on demonstration rows. */
class ProfilesIT {
    private static final Database DATABASE = TestServer.newDatabase();

    @BeforeAll
    static void runTheDemonstration() {
        StopoverProcess.Result result = StopoverProcess.run(DATABASE, "demo", "profiles");
        assertThat(result.exitCode()).as(result.stderr()).isZero();
    }

    @Test
    void theNewApplicationWouldStart() {
        // When / Then
        assertThat(Massava.column(DATABASE, """
                select phase || ' ' || name || ' ' || passed
                from stopover.check_result
                where kind = 'entities'
                order by id
                """))
                .containsExactly(
                        "migrate the new application would start true",
                        "cutover the new application would still start true");
    }

    @Test
    void everyQueryReturnsTheSameRowsAsBefore() throws JsonProcessingException {
        // When
        StopoverProcess.Result result = StopoverProcess.run(
                DATABASE, "compare", "--plan", "profiles", "--executions", "50", "--output", "json");

        // Then
        JsonNode queries = new ObjectMapper().readTree(result.stdout()).get("queries");
        assertThat(queries).as(result.stderr()).hasSize(5);
        assertThat(queries).allSatisfy(query -> {
            assertThat(query.get("sameRows").asBoolean()).isTrue();
            assertThat(query.get("after").get("buffersHit").asLong()).isPositive();
        });
    }

    @Test
    void theDocumentShowsTheTablesThatAreThere() {
        // When
        StopoverProcess.Result result = StopoverProcess.run(DATABASE, "document", "--plan", "profiles");

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout())
                .contains("flowchart TD", "## The way back", "User ||--o{ Member : \"userId\"", "Profile {");
    }
}

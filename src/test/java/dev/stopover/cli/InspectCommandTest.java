package dev.stopover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InspectCommandTest {
    private final TestProgram program = new TestProgram();
    private final Database database = TestServer.newDatabase();

    @BeforeEach
    void nameTheDatabase() {
        program.environment.put(
                "DATABASE_URL",
                "postgresql://postgres@" + database.settings().hosts() + "/"
                        + database.settings().database());
        TestServer.execute(database, """
                create table customers (id int primary key);
                create table orders (customer int references customers);
                insert into customers select generate_series(1, 1000);
                """);
    }

    @Test
    void saysTheSameAsTextAndAsJsonWithoutAPlan() throws JsonProcessingException {
        // When
        int asText = program.run("inspect");
        String text = program.output.toString();
        program.output.getBuffer().setLength(0);
        int asJson = program.run("inspect", "--output", "json");
        JsonNode json = new ObjectMapper().readTree(program.output.toString());

        // Then
        assertThat(asText).as(program.errors.toString()).isZero();
        assertThat(asJson).isZero();
        assertThat(json.get("findings")).isNotEmpty();
        for (JsonNode finding : json.get("findings")) {
            assertThat(text)
                    .contains(finding.get("severity").asText() + ": "
                            + finding.get("topic").asText())
                    .contains(finding.get("object").asText() + ": "
                            + finding.get("what").asText())
                    .contains(finding.get("why").asText())
                    .contains(finding.get("remedy").asText());
        }
        assertThat(json.get("findings").findValuesAsText("topic"))
                .contains("table-without-primary-key", "foreign-key-without-index");
        assertThat(json.get("tables").findValuesAsText("name")).containsExactlyInAnyOrder("customers", "orders");
        assertThat(text).contains(database.settings().database() + ": ", "PostgreSQL 18", "not seen");
        assertThat(json.get("unseen").findValuesAsText("subject")).containsExactly("slow queries");
    }

    @Test
    void changesNothing() {
        // Given
        TestServer.execute(
                database,
                "alter role postgres in database " + database.settings().database()
                        + " set default_transaction_read_only = on");

        // When / Then
        assertThat(program.run("inspect")).isZero();
        assertThat(program.output.toString())
                .contains("default_transaction_read_only: is on: a migration cannot write");
    }

    @Test
    void refusesToLookWithoutALimit() {
        assertThat(program.run("inspect", "--timeout", "0s")).isEqualTo(ExitCode.WRONG_USAGE.code());
        assertThat(program.errors.toString()).contains("--timeout 0");
    }

    @Test
    void endsWith7WhenThereIsNoDatabaseAndWith143OnASignal() {
        // Given
        String url = program.environment.get("DATABASE_URL");
        program.environment.put("DATABASE_URL", "postgresql://postgres@localhost:1/nowhere");

        // When / Then
        assertThat(program.run("inspect")).isEqualTo(ExitCode.UNREACHABLE.code());
        program.environment.put("DATABASE_URL", url);
        program.stop.stop(ExitCode.TERMINATED);
        assertThat(program.run("inspect")).isEqualTo(ExitCode.TERMINATED.code());
    }
}

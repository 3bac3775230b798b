package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopover.database.Database;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands that only look print, once massava was taken to its cut-over. */
class CommandsIT {
    private static String migrated = "";

    @BeforeAll
    static void takeMassavaToItsCutover() {
        Database database = Massava.database(1);
        StopoverProcess.Result result =
                StopoverProcess.run(database, "migrate", "--plan", "massava", "--to", "cutover");
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        migrated = database.settings().database();
    }

    @Test
    void statusSaysInJsonWhatTheHistoryHolds() throws JsonProcessingException {
        // Given
        Database database = TestServer.newDatabase(migrated);

        // When
        StopoverProcess.Result result =
                StopoverProcess.run(database, "status", "--plan", "massava", "--output", "json");

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        JsonNode plan = json(result).get("plans").get(0);
        assertThat(names(plan.get("phases"), "state")).containsExactly("completed", "completed", "soaking", "blocked");
        assertThat(names(plan.get("transfers"), "name")).hasSize(8);
        assertThat(plan.get("transfers").get(1).get("read").asInt()).isEqualTo(158);
        assertThat(plan.get("transfers").get(1).get("inserted").asInt()).isEqualTo(156);
        assertThat(plan.get("transfers").get(1).get("merged").asInt()).isEqualTo(2);
        assertThat(names(plan.get("checks"), "passed")).hasSize(43).containsOnly("true");
        assertThat(plan.get("openRejects").asInt()).isZero();
        assertThat(names(plan.get("runs"), "state")).containsExactly("completed");
        assertThat(plan.get("running").asBoolean()).isFalse();
        assertThat(plan.get("pendingVersions")).extracting(JsonNode::asText).containsExactly("9", "10");
    }

    @Test
    void planSaysInJsonWhatIsDoneAndWhatIsLeft() throws JsonProcessingException {
        // Given
        Database database = TestServer.newDatabase(migrated);

        // When
        StopoverProcess.Result result = StopoverProcess.run(database, "plan", "--plan", "massava", "--output", "json");

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        JsonNode phases = json(result).get("phases");
        assertThat(names(phases, "state")).containsExactly("completed", "completed", "completed", "pending");
        assertThat(names(phases.get(0).get("migrations"), "state")).containsOnly("done");
        assertThat(names(phases.get(3).get("migrations"), "state")).containsOnly("pending");
        assertThat(phases.get(1).get("transfers").get(0).get("mapping").asText())
                .contains("insert into \"public\".\"users\"", "lower(s.email)");
    }

    @Test
    void verifyHoldsAfterARunAndWritesNothing() throws JsonProcessingException {
        // Given
        Database database = TestServer.newDatabase(migrated);
        String before = history(database);

        // When
        StopoverProcess.Result result =
                StopoverProcess.run(database, "verify", "--plan", "massava", "--output", "json");

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(json(result).get("passed").asBoolean()).isTrue();
        assertThat(history(database)).isEqualTo(before);
    }

    @Test
    void verifyNamesTheRowAndTheColumnThatDiffer() {
        // Given
        Database database = TestServer.newDatabase(migrated);
        String id = Massava.one(database, "select min(id) from new_bookings");
        TestServer.execute(database, "update new_bookings set guest_name = 'somebody else' where id = '" + id + "'");

        // When
        StopoverProcess.Result result = StopoverProcess.run(database, "verify", "--plan", "massava");

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(6);
        assertThat(result.stdout())
                .contains("found 311 rows equal, 1 different, 0 missing", "id=" + id + ": guest_name");
    }

    @Test
    void theQueriesOfTheRunbookCanBeAsked() throws IOException {
        // Given
        Database database = TestServer.newDatabase(migrated);

        // When
        List<String> blocks = sqlBlocks("docs/operations.md");

        // Then
        assertThat(blocks).hasSize(2);
        blocks.forEach(block -> TestServer.execute(database, block));
    }

    @Test
    void plansNamesWhatIsBuiltIn() {
        // When
        StopoverProcess.Result result = withoutDatabase("plans");

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout())
                .contains("massava: One user", "expand (10s) > migrate (5m) > cutover (1m) > contract (1m)");
    }

    @Test
    void completionCanBeSourced(@TempDir Path folder) throws IOException, InterruptedException {
        // Given
        StopoverProcess.Result result = withoutDatabase("completion");
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        Path script = Files.writeString(folder.resolve("completion"), result.stdout());

        // When
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source \"$1\" && COMP_WORDS=(stopover mig) COMP_CWORD=1 COMP_LINE='stopover mig'"
                                + " && _complete_stopover && echo \"${COMPREPLY[@]}\"",
                        "bash",
                        script.toString())
                .redirectErrorStream(true)
                .start();

        // Then
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said.strip()).isEqualTo("migrate");
    }

    private static List<String> sqlBlocks(String page) throws IOException {
        return Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of(page)))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static StopoverProcess.Result withoutDatabase(String command) {
        try (StopoverProcess process = StopoverProcess.start(Map.of(), command)) {
            return process.await();
        }
    }

    private static String history(Database database) {
        return Massava.one(database, """
                select concat_ws(' ',
                  (select count(*) from stopover.run),
                  (select count(*) from stopover.check_result),
                  (select count(*) from stopover.event),
                  (select sum(attempts) from stopover.phase))
                """);
    }

    private static JsonNode json(StopoverProcess.Result result) throws JsonProcessingException {
        return new ObjectMapper().readTree(result.stdout());
    }

    private static List<String> names(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(element -> element.get(field).asText())
                .toList();
    }
}

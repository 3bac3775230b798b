package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopover.database.Database;
import dev.stopover.testing.DumpableServer;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled plan meandmydoggy by its commands, with its gates and with the entities of its application. */
class MeAndMyDoggyIT {
    @Test
    void theWholePlanRunsAndTheNewApplicationWouldStart() {
        // Given
        Database database = TestServer.newDatabase();
        load(database);
        StopoverProcess.Result first =
                StopoverProcess.run(database, "migrate", "--plan", "meandmydoggy", "--to", "foundation");
        // How busy the machine is must not decide; that the gate can close is another test.
        TestServer.execute(database, "update \"QueryBaselines\" set \"Cost\" = \"Cost\" * 1000");

        // When
        StopoverProcess.Result result = StopoverProcess.run(database, "migrate", "--plan", "meandmydoggy");

        // Then
        assertThat(first.exitCode()).as(first.stderr()).isZero();
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(Massava.column(database, "select name from stopover.phase where state = 'completed'"))
                .containsExactlyInAnyOrder("foundation", "core", "communication", "scheduling", "ai", "advanced");
        assertThat(Massava.one(database, "select passed from stopover.check_result where kind = 'entities'"))
                .isEqualTo("t");
        assertThat(Massava.one(database, "select count(*) from \"ConversationMessages\""))
                .isEqualTo("600");
    }

    @Test
    void aPhaseDoesNotStartWhileTheQueriesAreMoreThanFivePercentSlowerThanBeforeThePlan() {
        // Given
        Database database = TestServer.newDatabase();
        load(database);
        StopoverProcess.run(database, "migrate", "--plan", "meandmydoggy", "--to", "foundation");
        TestServer.execute(database, "update \"QueryBaselines\" set \"Cost\" = \"Cost\" / 1000");

        // When
        StopoverProcess.Result result =
                StopoverProcess.run(database, "migrate", "--plan", "meandmydoggy", "--to", "core");

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(4);
        assertThat(result.stderr()).contains("phase core is blocked", "QuerySlowdown");
        assertThat(Massava.one(database, "select to_regclass('\"DogProfiles\"') is null"))
                .isEqualTo("t");
    }

    @Test
    void theDemonstrationShowsEveryPhaseCompleted() {
        // When
        StopoverProcess.Result result =
                StopoverProcess.run(TestServer.database("stopover_demo_dogs"), "demo", "meandmydoggy", "--scale", "3");

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        assertThat(result.stdout())
                .containsPattern("advanced +migrate +completed")
                .containsPattern("messages +copied +100.0 % +1.800 rows: 1.800 inserted, 0 same, 0 merged, 0 rejected")
                .doesNotContain("failed");
    }

    @Test
    void goesForwardBackAndForwardOnACopy(@TempDir Path dumps) throws IOException {
        // Given
        DumpableServer.requireClientPrograms();
        Database database = DumpableServer.newDatabase();
        load(database);

        // When
        StopoverProcess.Result result = StopoverProcess.run(
                database, "rehearse", "--plan", "meandmydoggy", "--backup-dir", dumps.toString(), "--output", "json");

        // Then
        assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
        JsonNode report = new ObjectMapper().readTree(result.stdout());
        assertThat(report.get("passed").asBoolean()).isTrue();
        assertThat(report.get("phases").findValuesAsText("undo")).isNotEmpty().containsOnly("restored");
        assertThat(report.get("turns").findValuesAsText("same")).containsExactly("true", "true");
    }

    private static void load(Database empty) {
        TestServer.execute(empty, script("schema.sql"));
        TestServer.execute(empty, script("data.sql"));
    }

    private static String script(String name) {
        String path = "/db/demo/meandmydoggy/" + name;
        try (InputStream stream = Objects.requireNonNull(MeAndMyDoggyIT.class.getResourceAsStream(path), path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}

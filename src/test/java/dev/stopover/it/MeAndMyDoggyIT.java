package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopover.database.Database;
import dev.stopover.testing.DumpableServer;
import dev.stopover.testing.ReferencePlan;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
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
    void comparesItsQueriesWithADatabaseFromBeforeThePlan() throws IOException {
        // Given
        Database before = TestServer.newDatabase();
        ReferencePlan.load(before, "meandmydoggy", 10);
        Database after = TestServer.newDatabase();
        ReferencePlan.load(after, "meandmydoggy", 10);
        StopoverProcess.run(after, "migrate", "--plan", "meandmydoggy", "--to", "foundation");
        TestServer.execute(after, "update \"QueryBaselines\" set \"Cost\" = \"Cost\" * 1000");
        StopoverProcess.Result migrated =
                StopoverProcess.run(after, "migrate", "--plan", "meandmydoggy", "--to", "communication");
        String url = "postgresql://" + before.settings().user() + "@"
                + before.settings().hosts() + "/" + before.settings().database();

        // When
        StopoverProcess.Result result = StopoverProcess.run(
                after, "compare", "--plan", "meandmydoggy", "--before-url", url, "--output", "json");

        // Then: how fast a busy machine is must not decide
        assertThat(migrated.exitCode()).as(migrated.stderr()).isZero();
        JsonNode report = new ObjectMapper().readTree(result.stdout());
        assertThat(result.exitCode()).isEqualTo(report.get("passed").asBoolean() ? 0 : 6);
        assertThat(report.get("queries").findValuesAsText("name"))
                .containsExactly(
                        "who signs in",
                        "roles of a user",
                        "unread messages",
                        "providers of a city",
                        "the dog of an owner",
                        "a thread and its conversation");
        assertThat(report.get("queries").findValuesAsText("sameRows")).containsOnly("true");
        assertThat(report.get("queries").findValuesAsText("rows")).doesNotContain("0");
        assertThat(report.at("/queries/4/before/plan").toString())
                .contains("Users")
                .doesNotContain("DogProfiles");
        assertThat(report.at("/queries/4/after/plan").toString()).contains("DogProfiles");
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
        ReferencePlan.load(empty, "meandmydoggy", 1);
    }
}

package dev.stopover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.Fingerprint;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.RolledBackException;
import dev.stopover.failure.UsageException;
import dev.stopover.plan.Plan;
import dev.stopover.plan.PlanFolder;
import dev.stopover.plan.PlanReader;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackTest {
    @TempDir
    Path folder;

    private final Database database = TestServer.newDatabase();
    private final RunProgress progress = new RunProgress(new RunView(
            "trip",
            Optional.empty(),
            "",
            Optional.empty(),
            "",
            RunView.Progress.NONE,
            Optional.empty(),
            List.of(),
            false));

    @BeforeEach
    void writePlan() throws IOException {
        TestServer.execute(database, """
                create table people (id bigint primary key, name text);
                insert into people select i, 'p' || i from generate_series(1, 1000) i;
                """);
        write("plan.yaml", """
                plan: trip
                title: A trip there and back
                baseline: 1
                live: false
                phases:
                  - name: expand
                    kind: expand
                  - name: migrate
                    kind: migrate
                    transfers:
                      - name: people
                        from: people p
                        into: persons
                        columns: { id: p.id, name: p.name }
                  - name: cutover
                    kind: cutover
                """);
        write("expand/V2__persons.sql", "create table persons (id bigint primary key, name text not null);");
        write("expand/U2__persons.sql", "drop table persons;");
        write("cutover/V3__view.sql", "create view everybody as select name from persons;");
        write("cutover/U3__view.sql", "drop view everybody;");
    }

    @Test
    void takesEveryPhaseBackAndGoesForwardAgain() throws Exception {
        // Given
        Fingerprint before = fingerprint();
        migrate();

        // When
        RollbackResult result = rollback(Optional.empty());

        // Then
        assertThat(result.phases())
                .extracting(RollbackResult.PhaseResult::name)
                .containsExactly("cutover", "migrate", "expand");
        assertThat(states()).containsExactly("expand rolled-back", "migrate rolled-back", "cutover rolled-back");
        assertThat(before.differencesTo(fingerprint())).isEmpty();
        migrate();
        assertThat(states()).containsExactly("expand completed", "migrate completed", "cutover completed");
        assertThat(texts("select count(*) from persons")).containsExactly("1000");
    }

    @Test
    void leavesThePhaseThatIsNamedAndThoseBeforeIt() throws Exception {
        // Given
        migrate();

        // When
        rollback(Optional.of("migrate"));
        RollbackResult again = rollback(Optional.of("migrate"));

        // Then
        assertThat(states()).containsExactly("expand completed", "migrate completed", "cutover rolled-back");
        assertThat(again.phases()).isEmpty();
        assertThat(again.run()).isEmpty();
    }

    @Test
    void takesAPhaseBackByItselfWhenAStatementFails() throws Exception {
        // Given
        write("cutover/V3__view.sql", "create view everybody as select name from persons;\nselect 1 / 0;");
        Fingerprint before;
        migrate(Optional.of("migrate"));
        before = fingerprint();

        // When
        assertThatThrownBy(this::migrate)
                .isInstanceOf(RolledBackException.class)
                .hasMessageContaining("cutover/V3__view.sql:2")
                .hasMessageContaining("division by zero")
                .hasMessageContaining("rolled back");

        // Then
        assertThat(states()).containsExactly("expand completed", "migrate completed", "cutover rolled-back");
        assertThat(before.differencesTo(fingerprint())).isEmpty();
        assertThat(texts("select state || ' ' || exit_code from stopover.run order by id desc limit 1"))
                .containsExactly("failed 5");
    }

    @Test
    void takesATransferBackWhenItsCheckFails() throws Exception {
        // Given
        write(
                "plan.yaml",
                Files.readString(folder.resolve("plan.yaml"))
                        .replace(
                                "  - name: cutover",
                                "    checks: [ { name: nobody, sql: select count(*) from persons, expect: 0 } ]\n  - name: cutover"));

        // When
        assertThatThrownBy(this::migrate)
                .isInstanceOf(RolledBackException.class)
                .hasMessageContaining("nobody");

        // Then
        assertThat(states()).containsExactly("expand completed", "migrate rolled-back", "cutover pending");
        assertThat(texts("select count(*) from persons")).containsExactly("0");
    }

    @Test
    void leavesAFailedPhaseAloneWhenToldTo() throws Exception {
        // Given
        write("cutover/V3__view.sql", "create table left_over (id int);\nselect 1 / 0;");

        // When
        assertThatThrownBy(() -> migrate(RunSettings.DEFAULT.withOnFailure(OnFailure.STOP), Optional.empty()))
                .isInstanceOf(FailedException.class);

        // Then
        assertThat(states()).containsExactly("expand completed", "migrate completed", "cutover failed");
    }

    @Test
    void refusesBeforeItStartsWhenAStepCannotBeUndone() throws Exception {
        // Given
        migrate();
        TestServer.execute(database, "delete from stopover.fingerprint where phase = 'expand'");

        // When
        assertThatThrownBy(() -> rollback(Optional.empty()))
                .isInstanceOf(BlockedException.class)
                .hasMessageContaining("nothing was rolled back")
                .hasMessageContaining("phase expand has no fingerprint from before it");

        // Then
        assertThat(states()).containsExactly("expand completed", "migrate completed", "cutover completed");
    }

    @Test
    void namesWhatGoingBackAfterCutOverLosesAndAsksForIt() throws Exception {
        // Given
        migrate();

        // When
        assertThatThrownBy(() -> runner(RunSettings.DEFAULT).rollback(plan(), Optional.of("migrate"), false))
                .isInstanceOf(BlockedException.class)
                .hasMessageContaining("what the application wrote after phase cutover to persons");

        // Then
        assertThat(states()).last().isEqualTo("cutover completed");
        rollback(Optional.of("migrate"));
        assertThat(states()).last().isEqualTo("cutover rolled-back");
        assertThat(texts("select count(*) from stopover.event where kind = 'loss-accepted'"))
                .containsExactly("1");
    }

    @Test
    void reportsAnUndoThatDoesNotRestoreTheSchemaAndLetsAPersonAcceptIt() throws Exception {
        // Given
        write(
                "cutover/V3__view.sql",
                "create view everybody as select name from persons; create table extra (id int);");
        migrate();

        // When
        assertThatThrownBy(() -> rollback(Optional.of("migrate")))
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("+ table public.extra");

        // Then
        assertThat(states()).last().isEqualTo("cutover rolling-back");
        assertThat(repair(Optional.empty()).open())
                .singleElement()
                .asString()
                .contains("+ column public.extra.id: integer");
        assertThatThrownBy(() -> repair(Optional.of(RepairAnswer.APPLIED))).isInstanceOf(UsageException.class);
        assertThat(repair(Optional.of(RepairAnswer.REVERTED)).answered()).hasSize(1);
        assertThat(states()).last().isEqualTo("cutover rolled-back");
        assertThat(repair(Optional.empty()).open()).isEmpty();
        assertThat(texts("select message from stopover.event where kind = 'rolled-back'"))
                .last()
                .asString()
                .contains("+ table public.extra");
    }

    @Test
    void goesOnWithAnUndoOnceItIsMended() throws Exception {
        // Given
        write(
                "cutover/V3__view.sql",
                "create view everybody as select name from persons; create table extra (id int);");
        migrate();
        assertThatThrownBy(() -> rollback(Optional.empty())).isInstanceOf(FailedException.class);
        TestServer.execute(database, "drop table extra");

        // When
        rollback(Optional.empty());

        // Then
        assertThat(states()).containsExactly("expand rolled-back", "migrate rolled-back", "cutover rolled-back");
    }

    @Test
    void endsARollbackThatWasInterruptedBeforeItGoesForward() throws Exception {
        // Given
        migrate();
        TestServer.execute(
                database,
                "update stopover.phase set state = 'rolling-back', error = 'too slow' where name = 'cutover'");

        // When
        assertThatThrownBy(this::migrate)
                .isInstanceOf(RolledBackException.class)
                .hasMessageContaining("cutover")
                .hasMessageContaining("too slow");

        // Then
        assertThat(states()).containsExactly("expand completed", "migrate completed", "cutover rolled-back");
        assertThat(texts("select to_regclass('everybody') is null")).containsExactly("t");
        migrate();
        assertThat(states()).last().isEqualTo("cutover completed");
    }

    @Test
    void isNotDoneWithAnEarlierPhaseWhileALaterOneIsHalfWayBack() throws Exception {
        // Given
        migrate();
        TestServer.execute(
                database,
                "update stopover.phase set state = 'rolling-back', error = 'too slow' where name = 'cutover'");

        // When
        assertThatThrownBy(() -> migrate(Optional.of("expand")))
                .isInstanceOf(RolledBackException.class)
                .hasMessageContaining("phase cutover was being rolled back, and now is: too slow");

        // Then
        assertThat(states()).containsExactly("expand completed", "migrate completed", "cutover rolled-back");
        assertThat(migrate(Optional.of("expand")).nothingToDo()).isTrue();
    }

    @Test
    void refusesToGoOnBesideAPhaseThatIsHalfWayBackAndThatThePlanDoesNotHave() throws Exception {
        // Given
        migrate();
        TestServer.execute(database, "update stopover.phase set state = 'rolling-back' where name = 'cutover'");
        write(
                "plan.yaml",
                Files.readString(folder.resolve("plan.yaml")).replace("  - name: cutover\n    kind: cutover\n", ""));
        Files.delete(folder.resolve("cutover/V3__view.sql"));
        Files.delete(folder.resolve("cutover/U3__view.sql"));
        Files.delete(folder.resolve("cutover"));

        // When
        assertThatThrownBy(this::migrate)
                // Then
                .isInstanceOf(BlockedException.class)
                .hasMessageContaining(
                        "phase cutover is being rolled back, and this version of plan trip does not have it");
    }

    @Test
    void remembersWhyItBeganWhenItIsFinishedByAnotherRun() throws Exception {
        // Given: the undo fails, too
        write("cutover/V3__view.sql", "create view everybody as select name from persons;");
        write("cutover/U3__view.sql", "drop view nobody;");
        write(
                "plan.yaml",
                Files.readString(folder.resolve("plan.yaml"))
                        .replace(
                                "    kind: cutover\n",
                                "    kind: cutover\n    checks: [ { name: many, sql: select 1, expect: 2 } ]\n"));
        assertThatThrownBy(this::migrate)
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("nobody")
                .hasMessageContaining("phase cutover was being rolled back because of this: ")
                .hasMessageContaining("many");
        write("cutover/U3__view.sql", "drop view everybody;");

        // When
        assertThatThrownBy(this::migrate)
                // Then
                .isInstanceOf(RolledBackException.class)
                .hasMessageContaining("many");
        assertThat(states()).last().isEqualTo("cutover rolled-back");
    }

    @Test
    void saysBothWhenSomethingGetsInTheWayOfARollbackThatHasBegun() throws Exception {
        // Given: somebody refers to the rows just when they are to go
        write(
                "expand/V2__persons.sql",
                "create table persons (id bigint primary key, name text not null);"
                        + " create table visits (person bigint references persons);");
        write("expand/U2__persons.sql", "drop table visits; drop table persons;");
        write(
                "plan.yaml",
                Files.readString(folder.resolve("plan.yaml"))
                        .replace(
                                "  - name: cutover",
                                "    checks: [ { name: many, sql: select 1, expect: 2 } ]\n  - name: cutover"));
        migrate(Optional.of("expand"));
        TestServer.execute(database, """
                create function visit() returns trigger language plpgsql as $$
                begin
                  insert into visits values (1);
                  return new;
                end $$;
                create trigger visit after update on stopover.phase
                for each row when (new.state = 'rolling-back') execute function visit();
                """);

        // When
        assertThatThrownBy(this::migrate)
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("visits")
                .hasMessageContaining("phase migrate was being rolled back because of this: ")
                .hasMessageContaining("many");
        assertThat(states()).contains("migrate rolling-back");
    }

    @Test
    void letsAPersonDecideWhatBecameOfAnInterruptedStatement() throws Exception {
        // Given
        write("cutover/V3__view.sql", "create database trip_side;\n");
        write("cutover/U3__view.sql", "drop database trip_side;\n");
        migrate(Optional.of("migrate"));
        TestServer.execute(database, """
                insert into stopover.statement (plan, direction, version, position, sql_hash, state, run_id)
                select 'trip', 'forward', '3', 1,
                       encode(sha256('create database trip_side'::bytea), 'hex'), 'started', max(id)
                from stopover.run
                """);

        // When
        RepairResult asked = repair(Optional.empty());
        RepairResult answered = repair(Optional.of(RepairAnswer.APPLIED));

        // Then
        assertThat(asked.open()).singleElement().asString().contains("cutover/V3__view.sql:1");
        assertThat(asked.run()).isEmpty();
        assertThat(answered.open()).isEmpty();
        migrate();
        assertThat(states()).last().isEqualTo("cutover completed");
        assertThat(texts("select count(*) from pg_database where datname = 'trip_side'"))
                .containsExactly("0");
        assertThat(texts("select message from stopover.event where kind = 'repaired'"))
                .singleElement()
                .asString()
                .startsWith("applied: cutover/V3__view.sql:1");
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Plan plan() {
        return PlanReader.read(PlanFolder.directory(folder));
    }

    private RunResult migrate() {
        return migrate(Optional.empty());
    }

    private RunResult migrate(Optional<String> to) {
        return migrate(RunSettings.DEFAULT, to);
    }

    private RunResult migrate(RunSettings settings, Optional<String> to) {
        return runner(settings).migrate(plan(), to);
    }

    private RollbackResult rollback(Optional<String> to) {
        return runner(RunSettings.DEFAULT).rollback(plan(), to, true);
    }

    private RepairResult repair(Optional<RepairAnswer> answer) {
        return runner(RunSettings.DEFAULT).repair(plan(), answer);
    }

    private PlanRunner runner(RunSettings settings) {
        EntityReader none = (unit, within) -> {
            throw new IllegalStateException("no plan here has entities");
        };
        return new PlanRunner(
                database,
                settings,
                new RunContext("test", "here"),
                new ProgressReporter(progress),
                new StopSignal(),
                none);
    }

    private Fingerprint fingerprint() throws SQLException {
        try (Connection connection = database.open("test")) {
            return Fingerprint.read(connection);
        }
    }

    private List<String> states() throws SQLException {
        return texts("select name || ' ' || state from stopover.phase order by position");
    }

    private List<String> texts(String sql) throws SQLException {
        try (Connection connection = database.open("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}

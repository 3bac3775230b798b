package dev.stopover.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import dev.stopover.failure.UsageException;
import dev.stopover.rehearsal.RehearsalReport.PhaseReport;
import dev.stopover.rehearsal.RehearsalReport.ScriptReport;
import dev.stopover.rehearsal.RehearsalReport.TransferReport;
import dev.stopover.rehearsal.RehearsalReport.Turn;
import dev.stopover.rehearsal.RehearsalReport.UndoOutcome;
import dev.stopover.testing.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    @TempDir
    Path folder;

    private final Database database = TestServer.newDatabase();
    private Rehearsing rehearsing;

    @BeforeEach
    void writePlan() {
        TestServer.execute(database, """
                create table people (id bigint primary key, name text);
                insert into people select i, 'p' || i from generate_series(1, 1000) i;
                """);
        rehearsing = new Rehearsing(folder, database);
        writeTrip();
        rehearsing.write(
                "expand/V2__persons.sql",
                "create table persons (id bigint primary key, name text not null, seen timestamptz default now(),"
                        + " number bigint generated always as identity);");
        rehearsing.write("expand/U2__persons.sql", "drop table persons;");
        rehearsing.write("cutover/V3__view.sql", "create view everybody as select name from persons;");
        rehearsing.write("cutover/U3__view.sql", "drop view everybody;");
    }

    private void writeTrip() {
        rehearsing.write("plan.yaml", """
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
    }

    @Test
    void goesForwardBackAndForwardAndComparesEachTurn() throws SQLException {
        // When
        RehearsalReport report = rehearsing.onGivenCopy();

        // Then
        assertThat(report.problems()).isEmpty();
        assertThat(report.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(report.turns()).extracting(Turn::same).containsExactly(true, true);
        assertThat(report.phases()).extracting(PhaseReport::name).containsExactly("expand", "migrate", "cutover");
        assertThat(report.phases()).allSatisfy(phase -> {
            assertThat(phase.back()).isPresent();
            assertThat(phase.again()).isPresent();
        });
        assertThat(outcomes(report))
                .isEqualTo(Map.of(
                        "expand/V2__persons.sql", UndoOutcome.RESTORED, "cutover/V3__view.sql", UndoOutcome.RESTORED));
        assertThat(report.phases().get(1).transfers())
                .extracting(TransferReport::name, TransferReport::rows)
                .containsExactly(tuple("people", 1000L));
        assertThat(rehearsing.texts("select to_regclass('persons')::text")).containsOnlyNulls();
    }

    /** What a script has locked stays locked for those who look from outside until the last one is through. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void looksFromInsideWhereAllScriptsAreOneTransaction() {
        // Given
        rehearsing.write("plan.yaml", """
                plan: trip
                title: A trip there and back
                baseline: 1
                atomic: true
                phases:
                  - name: expand
                    kind: expand
                  - name: cutover
                    kind: cutover
                """);
        rehearsing.write("expand/V2__persons.sql", "alter table people add column seen timestamptz default now();");
        rehearsing.write("expand/U2__persons.sql", "alter table people drop column seen;");
        rehearsing.write("cutover/V3__view.sql", "create index concurrently people_seen on people (seen);");
        rehearsing.write("cutover/U3__view.sql", "drop index concurrently if exists people_seen;");

        // When
        RehearsalReport report = rehearsing.onGivenCopy();

        // Then
        assertThat(report.problems()).isEmpty();
        assertThat(report.turns()).extracting(Turn::same).containsExactly(true, true);
    }

    @Test
    void leavesOutWhatIsNewEachTimeAndNamesIt() {
        // When
        RehearsalReport report = rehearsing.onGivenCopy();

        // Then
        assertThat(report.leftOut()).isEqualTo(Map.of("public.persons", List.of("number", "seen")));
    }

    @Test
    void tellsWhichColumnsDidNotComeOutTheSameTheSecondTime() {
        // Given
        rehearsing.write("cutover/V3__view.sql", """
                create table tokens (id int, token text);
                insert into tokens select i, gen_random_uuid() from generate_series(1, 3) i;
                """);
        rehearsing.write("cutover/U3__view.sql", "drop table tokens;");

        // When
        RehearsalReport report = rehearsing.onGivenCopy();

        // Then
        assertThat(report.turns().get(0).same()).isTrue();
        assertThat(report.turns().get(1).tables()).containsExactly("public.tokens: differs in token");
        assertThat(report.exitCode()).isEqualTo(ExitCode.ROLLED_BACK);
    }

    @Test
    void tellsWhichRowsTheWayBackDidNotBringBack() {
        // Given
        rehearsing.write("cutover/V3__view.sql", "delete from people where id <= 10;");
        rehearsing.write("cutover/U3__view.sql", "insert into people select i, 'x' from generate_series(1, 9) i;");

        // When
        RehearsalReport report = rehearsing.onGivenCopy();

        // Then
        assertThat(report.turns().get(0).tables())
                .containsExactly("public.people: 1000 rows became 999, differs in id, name");
        assertThat(outcomes(report)).containsEntry("cutover/V3__view.sql", UndoOutcome.RESTORED);
    }

    @Test
    void seesLocksAndRewritesFromInsideOfEachScript() {
        // Given
        rehearsing.write("cutover/V3__view.sql", """
                alter table people alter column name type varchar(40);
                create table visits (person bigint references people);
                lock table persons in share mode;
                """);
        rehearsing.write("cutover/U3__view.sql", "drop table visits; alter table people alter column name type text;");
        rehearsing.write("cutover/V4__index.sql", "create index concurrently people_name on people (name);");
        rehearsing.write("cutover/U4__index.sql", "drop index concurrently people_name;");

        // When
        RehearsalReport report = rehearsing.onGivenCopy();

        // Then
        assertThat(report.problems()).isEmpty();
        ScriptTrace altered = report.phases().get(2).scripts().get(0).migration();
        assertThat(altered.locks())
                .containsExactly(
                        new TableLock("public.people", TableLock.Mode.ACCESS_EXCLUSIVE),
                        new TableLock("public.persons", TableLock.Mode.SHARE));
        assertThat(altered.rewritten()).containsExactly("public.people");
        ScriptTrace indexed = report.phases().get(2).scripts().get(1).migration();
        assertThat(indexed.locks()).containsExactly(new TableLock("people", TableLock.Mode.SHARE_UPDATE_EXCLUSIVE));
        assertThat(indexed.rewritten()).isEmpty();
    }

    @Test
    void isNotHeldUpByGatesApprovalsAndSoak() {
        // Given
        rehearsing.write("plan.yaml", """
                plan: trip
                title: A trip there and back
                baseline: 1
                live: false
                phases:
                  - name: expand
                    kind: expand
                    soak: 14d
                  - name: cutover
                    kind: cutover
                    approval: required
                    gates: [ { sql: "select 1", expect: 2 } ]
                """);

        // When
        RehearsalReport report = rehearsing.onGivenCopy();

        // Then
        assertThat(report.problems()).isEmpty();
        assertThat(report.phases()).extracting(PhaseReport::name).containsExactly("expand", "cutover");
    }

    @Test
    void goesOnFromWhereTheDatabaseStandsAndComesBackNoFurther() throws SQLException {
        // Given
        rehearsing.migrate("migrate");
        Database copy = TestServer.newDatabase(database.settings().database());

        // When
        RehearsalReport report = rehearsing.onCopy(copy, Optional.empty());

        // Then
        assertThat(report.problems()).isEmpty();
        assertThat(report.phases()).extracting(PhaseReport::name).containsExactly("cutover");
        assertThat(Rehearsing.texts(copy, "select kind from stopover.event where phase = 'expand' order by id"))
                .doesNotContain("rolling-back");
    }

    @Test
    void rehearsesUpToAPhase() {
        // When
        RehearsalReport report = rehearsing.onGivenCopy(Optional.of("migrate"));

        // Then
        assertThat(report.problems()).isEmpty();
        assertThat(report.phases()).extracting(PhaseReport::name).containsExactly("expand", "migrate");
    }

    @Test
    void tellsWhichStatementFailsOnTheWayForward() {
        // Given
        rehearsing.write("cutover/V3__view.sql", "create view everybody as\n  select nothing from persons;");

        // When
        RehearsalReport report = rehearsing.onGivenCopy();

        // Then
        assertThat(report.exitCode()).isEqualTo(ExitCode.ROLLED_BACK);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.where()).isEqualTo("the way forward");
            assertThat(problem.message()).contains("cutover/V3__view.sql:2").contains("nothing");
        });
    }

    @Test
    void saysSoWhenThereIsNothingToRehearse() {
        // Given
        rehearsing.migrate("cutover");

        // When
        RehearsalReport report = rehearsing.onGivenCopy();

        // Then
        assertThat(report.passed()).isTrue();
        assertThat(report.phases()).isEmpty();
        assertThat(report.notes()).contains("there was nothing to rehearse: all phases are completed");
    }

    @Test
    void refusesTheDatabaseItselfAsItsCopy() {
        // When
        assertThatThrownBy(() -> rehearsing.onCopy(database, Optional.empty()))
                // Then
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--copy-url is the database itself");
    }

    @Test
    void tellsWhatMakesAWayBackImpossibleBeforeItIsBegun() throws SQLException {
        // Given
        rehearsing.write("expand/V2__persons.sql", """
                create table persons (id bigint primary key, name text not null);
                create function forget() returns trigger language plpgsql as
                  'begin delete from stopover.fingerprint; return null; end';
                create trigger forget after update on stopover.phase
                for each statement when (pg_trigger_depth() = 0) execute function forget();
                """);
        rehearsing.write("expand/U2__persons.sql", "select 1;");

        // When
        RehearsalReport report = rehearsing.onGivenCopy();

        // Then
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.where()).isEqualTo("the way back");
            assertThat(problem.message()).contains("has no fingerprint from before it");
        });
        assertThat(outcomes(report)).containsEntry("cutover/V3__view.sql", UndoOutcome.UNTRIED);
    }

    @Test
    void leavesNoDatabaseBehindWhenItIsStopped() throws SQLException {
        // Given
        rehearsing.stop.stop(ExitCode.TERMINATED);

        // When
        assertThatThrownBy(() -> rehearsing.onGivenCopy()).isInstanceOf(StoppedException.class);

        // Then
        assertThat(rehearsing.texts("select datname from pg_database where datname like '"
                        + database.settings().database() + "\\_%'"))
                .isEmpty();
    }

    private static Map<String, UndoOutcome> outcomes(RehearsalReport report) {
        return report.phases().stream()
                .flatMap(phase -> phase.scripts().stream())
                .collect(Collectors.toMap(script -> script.migration().file(), ScriptReport::outcome));
    }
}

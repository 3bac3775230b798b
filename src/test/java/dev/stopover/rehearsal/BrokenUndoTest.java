package dev.stopover.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.database.Database;
import dev.stopover.rehearsal.RehearsalReport.Problem;
import dev.stopover.rehearsal.RehearsalReport.UndoOutcome;
import dev.stopover.testing.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of plain Flyway scripts, some of whose undo scripts are wrong. */
class BrokenUndoTest {
    @TempDir
    Path folder;

    private final Database database = TestServer.newDatabase();

    @Test
    void namesEachBrokenUndoAndTriesAllOthers() throws SQLException {
        // Given
        Rehearsing rehearsing = new Rehearsing(folder, database);
        rehearsing.write(
                "V1__accounts.sql", "create table accounts (id bigint primary key, state text default 'new');");
        rehearsing.write("U1__accounts.sql", "drop table accounts;");
        rehearsing.write("V2__email.sql", "alter table accounts add column email text;");
        rehearsing.write("U2__email.sql", "-- Taken back by name.\nalter table accounts drop column e_mail;");
        rehearsing.write("V3__orders.sql", "create table orders (id bigint primary key, account bigint);");
        rehearsing.write("U3__orders.sql", "drop table orders;");
        rehearsing.write("V4__indexes.sql", """
                create index orders_account on orders (account);
                create index accounts_email on accounts (email);
                """);
        rehearsing.write("U4__indexes.sql", "drop index orders_account;");
        rehearsing.write("V5__state.sql", "alter table accounts alter column state set default 'open';");
        rehearsing.write("U5__state.sql", "alter table accounts alter column state set default 'old';");
        rehearsing.write("V6__view.sql", "create view open_accounts as select * from accounts where state = 'open';");
        rehearsing.write("U6__view.sql", "drop view open_accounts;");

        // When
        RehearsalReport report = rehearsing.onGivenCopy();

        // Then
        assertThat(outcomes(report))
                .isEqualTo(new TreeMap<>(Map.of(
                        "V1__accounts.sql", UndoOutcome.RESTORED,
                        "V2__email.sql", UndoOutcome.BROKEN,
                        "V3__orders.sql", UndoOutcome.RESTORED,
                        "V4__indexes.sql", UndoOutcome.BROKEN,
                        "V5__state.sql", UndoOutcome.BROKEN,
                        "V6__view.sql", UndoOutcome.RESTORED)));
        assertThat(report.problems())
                .extracting(Problem::where)
                .containsExactly("U5__state.sql", "U4__indexes.sql", "U2__email.sql");
        assertThat(report.problems().get(0).message())
                .contains("- column public.accounts.state: text, default 'new'::text")
                .contains("+ column public.accounts.state: text, default 'old'::text");
        assertThat(report.problems().get(1).message())
                .contains("+ index public.accounts_email: CREATE INDEX accounts_email");
        assertThat(report.problems().get(2).message())
                .contains("U2__email.sql:2")
                .contains("e_mail");
        assertThat(report.exitCode().code()).isEqualTo(5);
        assertThat(report.kept()).isFalse();
        assertThat(copiesLeft(rehearsing)).isEmpty();
    }

    @Test
    void goesRoundAMigrationWithoutAnUndo() {
        // Given
        Rehearsing rehearsing = new Rehearsing(folder, database);
        rehearsing.write("V1__a.sql", "create table a (id int);");
        rehearsing.write("U1__a.sql", "drop table a;");
        rehearsing.write("V2__b.sql", "create table b (id int);");
        rehearsing.write("V3__c.sql", "create table c (id int);");
        rehearsing.write("U3__c.sql", "drop table c;");
        rehearsing.write("V4__d.sql", "create table d (id int);");
        rehearsing.write("U4__d.sql", "drop table d;");

        // When
        RehearsalReport report = rehearsing.onGivenCopy();

        // Then
        assertThat(outcomes(report).values())
                .containsExactly(UndoOutcome.RESTORED, UndoOutcome.BROKEN, UndoOutcome.RESTORED, UndoOutcome.RESTORED);
        assertThat(report.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("V2__b.sql has no undo script"));
    }

    @Test
    void findsABrokenUndoThatRunsStatementByStatement() {
        // Given
        Rehearsing rehearsing = new Rehearsing(folder, database);
        rehearsing.write("V1__a.sql", "create table a (id int);");
        rehearsing.write("U1__a.sql", "drop table a;");
        rehearsing.write("V2__index.sql", "create index concurrently a_id on a (id);");
        rehearsing.write("U2__index.sql", """
                drop index concurrently a_id;
                create index concurrently a_other on a (id);
                """);

        // When
        RehearsalReport report = rehearsing.onGivenCopy();

        // Then
        assertThat(outcomes(report).values()).containsExactly(UndoOutcome.RESTORED, UndoOutcome.BROKEN);
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.where()).isEqualTo("U2__index.sql");
            assertThat(problem.message()).contains("+ index public.a_other");
        });
    }

    @Test
    void leavesTheRestUntriedWhereNoPristineCopyCanBeKept() throws SQLException {
        // Given
        Rehearsing rehearsing = new Rehearsing(folder, database);
        rehearsing.write("V1__a.sql", "create table a (id int);");
        rehearsing.write("U1__a.sql", "drop table a;");
        rehearsing.write("V2__b.sql", "create table b (id int);");
        rehearsing.write("U2__b.sql", "drop table wrong;");
        Database copy = TestServer.newDatabase();

        // When
        RehearsalReport report;
        try (var somebody = copy.connect("somebody")) {
            report = rehearsing.onCopy(copy, Optional.empty());
        }

        // Then
        assertThat(outcomes(report).values()).containsExactly(UndoOutcome.UNTRIED, UndoOutcome.BROKEN);
        assertThat(report.notes())
                .anySatisfy(note -> assertThat(note).startsWith("no pristine copy could be kept"))
                .anySatisfy(note -> assertThat(note).startsWith("the second way forward was not tried"));
    }

    private static Map<String, UndoOutcome> outcomes(RehearsalReport report) {
        Map<String, UndoOutcome> outcomes = new TreeMap<>();
        report.phases()
                .forEach(phase -> phase.scripts()
                        .forEach(script -> outcomes.put(script.migration().file(), script.outcome())));
        return outcomes;
    }

    private static List<String> copiesLeft(Rehearsing rehearsing) throws SQLException {
        return rehearsing.texts("select datname from pg_database where datname ~ '_rehears(al|ed)_'");
    }
}

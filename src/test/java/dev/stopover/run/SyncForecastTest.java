package dev.stopover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.plan.InvalidPlanException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sync cannot do is said before rows are moved for it. */
class SyncForecastTest {
    private static final String PLAN = """
            plan: trip
            baseline: 1
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
                    drop: { colour: nobody reads it }
              - name: cutover
                kind: cutover
            """;
    private static final String PERSONS = "create table persons (id bigint primary key, name text);";

    @TempDir
    Path folder;

    private FolderTrip trip;

    @BeforeEach
    void aColumnThatANewRowNeedsAndNobodyGives() throws IOException {
        trip = new FolderTrip(folder);
        trip.execute("create table people (id bigint primary key, name text, colour text not null)");
        trip.execute("insert into people select i, 'p' || i, 'red' from generate_series(1, 10) i");
        trip.write("plan.yaml", PLAN);
    }

    @Test
    void refusesBeforeTheFirstPhaseBeginsWhatCutOverCouldNotCarryBack() throws SQLException {
        // Given
        trip.execute(PERSONS);

        // When
        assertThatThrownBy(() -> trip.migrate())
                // Then
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("column colour of public.people is dropped, but a new row needs a value there");
        assertThat(trip.states()).containsExactly("expand pending", "migrate pending", "cutover pending");
        assertThat(trip.texts("select state || ' ' || exit_code from stopover.run"))
                .containsExactly("failed 3");
    }

    @Test
    void refusesBeforeRowsAreMovedWhereAPhaseMakesTheTables() throws IOException, SQLException {
        // Given
        trip.write("expand/V2__persons.sql", PERSONS);
        trip.write("expand/U2__persons.sql", "drop table persons;");

        // When
        assertThatThrownBy(() -> trip.migrate())
                // Then
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("column colour of public.people is dropped");
        assertThat(trip.states()).containsExactly("expand completed", "migrate pending", "cutover pending");
        assertThat(trip.texts("select count(*) from persons")).containsExactly("0");
    }

    @Test
    void doesNotHoldAgainstThePlanWhatAScriptWillMend() throws IOException, SQLException {
        // Given
        trip.execute(PERSONS);
        trip.write(
                "migrate/after/V2__colour_of_new_people.sql",
                "alter table people alter column colour set default 'none';");
        trip.write(
                "migrate/after/U2__colour_of_new_people.sql", "alter table people alter column colour drop default;");

        // When
        trip.migrate();
        trip.execute("insert into persons values (11, 'p11')");

        // Then
        assertThat(trip.states()).containsExactly("expand completed", "migrate completed", "cutover completed");
        assertThat(trip.texts("select colour from people where id = 11")).containsExactly("none");
    }

    @Test
    void refusesASourceThatNoTriggerSees() throws IOException, SQLException {
        // Given
        trip.execute(PERSONS);
        trip.execute("alter table people rename to humans; create view people as select * from humans");
        trip.write("plan.yaml", PLAN.replace("from: people p", "from: people p\n        key: [id]"));

        // When
        assertThatThrownBy(() -> trip.migrate())
                // Then
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("public.people is not a table, so that no trigger can see what is written to it");
        assertThat(trip.states()).containsExactly("expand pending", "migrate pending", "cutover pending");
    }

    @Test
    void asksForNoSyncWhereTheApplicationIsStopped() throws IOException, SQLException {
        // Given
        trip.execute(PERSONS);
        trip.write("plan.yaml", PLAN.replace("baseline: 1", "baseline: 1\nlive: false"));

        // When
        trip.migrate();

        // Then
        assertThat(trip.states()).containsExactly("expand completed", "migrate completed", "cutover completed");
    }
}

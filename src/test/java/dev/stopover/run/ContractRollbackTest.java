package dev.stopover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.RolledBackException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is dropped comes back with its rows, or nobody is told that it does. */
@Timeout(60)
class ContractRollbackTest {
    private static final String DROP = "drop table people;";

    private FolderTrip trip;

    @BeforeEach
    void writePlan(@TempDir Path folder) throws Exception {
        trip = new FolderTrip(folder);
        trip.execute("""
                create table people (id bigint primary key, name text);
                insert into people values (1, 'anna'), (2, 'ben');
                """);
        trip.write("plan.yaml", """
                plan: trip
                title: A trip there and back
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
                  - name: cutover
                    kind: cutover
                  - name: contract
                    kind: contract
                    backup: snapshot
                """);
        trip.write("expand/V2__persons.sql", "create table persons (id bigint primary key, name text);");
        trip.write("expand/U2__persons.sql", "drop table persons;");
        trip.write("contract/V3__drop.sql", DROP);
        trip.write("contract/U3__drop.sql", "create table people (id bigint primary key, name text);");
    }

    @Test
    void comesBackWithItsRows() throws Exception {
        // Given
        trip.migrate();

        // When
        RollbackResult result = trip.rollback(Optional.of("cutover"), true);

        // Then
        assertThat(trip.texts("select name from people order by id")).containsExactly("anna", "ben");
        assertThat(result.losses())
                .containsExactly("the old tables come back as they were when phase contract began: what was written to"
                        + " the new ones since is not in them");
    }

    @Test
    void isRefusedBeforeItBeginsWhenTheSnapshotIsGone() throws Exception {
        // Given
        trip.migrate();
        trip.execute("drop schema stopover_backup_1 cascade");

        // When
        assertThatThrownBy(() -> trip.rollback(Optional.of("cutover"), false))
                // Then
                .isInstanceOf(BlockedException.class)
                .hasMessageContaining("nothing was rolled back")
                .hasMessageContaining("what phase contract dropped comes back without its rows: public.people (2 rows)"
                        + " (snapshot 1 is not in this database");
        assertThat(trip.states()).last().isEqualTo("contract completed");
        assertThat(trip.texts("select to_regclass('people')")).containsExactly((String) null);
    }

    @Test
    void saysExactlyWhatIsLostWhenThatIsAccepted() throws Exception {
        // Given
        trip.migrate();
        trip.execute("drop schema stopover_backup_1 cascade");

        // When
        RollbackResult result = trip.rollback(Optional.empty(), true);

        // Then
        assertThat(result.losses())
                .filteredOn(loss -> loss.contains("public.people (2 rows)"))
                .hasSize(1);
        assertThat(trip.texts("select message from stopover.event where kind = 'loss-accepted'"))
                .anyMatch(message -> message.contains("public.people (2 rows)"));
        assertThat(trip.texts("select count(*) from people")).containsExactly("0");
        assertThat(trip.states()).allMatch(state -> state.endsWith("rolled-back"));
    }

    @Test
    void isRefusedWhereThePlanAsksForNoBackup() throws Exception {
        // Given
        trip.replace("plan.yaml", "    backup: snapshot\n", "");
        trip.migrate();

        // When
        assertThatThrownBy(() -> trip.rollback(Optional.of("cutover"), false))
                // Then
                .isInstanceOf(BlockedException.class)
                .hasMessageContaining("comes back without its rows: public.people (no backup of phase contract holds");
        trip.rollback(Optional.of("cutover"), true);
        assertThat(trip.texts("select count(*) from people")).containsExactly("0");
    }

    @Test
    void isNotDoneByItselfWhereTheApplicationMayHaveWritten() throws Exception {
        // Given
        trip.write("contract/V3__drop.sql", DROP + "select 1 / 0;");

        // When
        assertThatThrownBy(() -> trip.migrate())
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("division by zero")
                .hasMessageContaining(
                        "the phase was not rolled back, since that would lose something: the old tables come"
                                + " back as they were when phase contract began");
        assertThat(trip.states()).last().isEqualTo("contract failed");
        trip.rollback(Optional.of("cutover"), true);
        assertThat(trip.texts("select name from people order by id")).containsExactly("anna", "ben");
    }

    @Test
    void isDoneByItselfWhereTheApplicationIsStopped() throws Exception {
        // Given
        trip.replace("plan.yaml", "baseline: 1\n", "baseline: 1\nlive: false\n");
        trip.write("contract/V3__drop.sql", "-- alone\n" + DROP);
        trip.replace(
                "plan.yaml",
                "    backup: snapshot\n",
                "    backup: snapshot\n    checks: [ { name: nobody, sql: select count(*) from persons, expect: 0 } ]\n");

        // When
        assertThatThrownBy(() -> trip.migrate())
                // Then
                .isInstanceOf(RolledBackException.class)
                .hasMessageContaining("nobody");
        assertThat(trip.states()).last().isEqualTo("contract rolled-back");
        assertThat(trip.texts("select name from people order by id")).containsExactly("anna", "ben");
    }

    @Test
    void isLeftFailedWhereTheRowsCannotComeBack() throws Exception {
        // Given
        trip.replace("plan.yaml", "baseline: 1\n", "baseline: 1\nlive: false\n");
        trip.replace("plan.yaml", "    backup: snapshot\n", """
                    backup: snapshot
                    checks: [ { name: kept, sql: select count(*) from stopover_backup_1.people, expect: 2 } ]
                """);
        trip.write("contract/V3__drop.sql", DROP + "delete from stopover_backup_1.people;");

        // When
        assertThatThrownBy(() -> trip.migrate())
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("public.people (2 rows)");
        assertThat(trip.states()).last().isEqualTo("contract failed");
    }

    @Test
    void isNotFinishedByTheNextRunWithoutTheRows() throws Exception {
        // Given: it died before the first undo script
        trip.migrate();
        trip.execute("update stopover.phase set state = 'rolling-back', error = 'too slow' where name = 'contract'");
        trip.execute("drop schema stopover_backup_1 cascade");

        // When
        assertThatThrownBy(() -> trip.migrate())
                // Then
                .isInstanceOf(BlockedException.class)
                .hasMessageContaining("public.people (2 rows)");
        assertThat(trip.states()).last().isEqualTo("contract rolling-back");
        assertThat(List.of(trip.rollback(Optional.of("cutover"), true).losses().get(0)))
                .first()
                .asString()
                .contains("public.people (2 rows)");
    }
}

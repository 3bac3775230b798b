package dev.stopover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.testing.LockWaits;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody writes to a new table what nothing carries back. */
@Timeout(60)
class ClosedTablesTest {
    private static final String CLOSED = "table public.persons is closed: plan trip went back over its cut-over";

    private FolderTrip trip;

    @BeforeEach
    void writePlan(@TempDir Path folder) throws Exception {
        trip = new FolderTrip(folder);
        trip.execute("""
                create table people (id bigint primary key, name text);
                insert into people values (1, 'anna'), (2, 'ben');
                create table pets (id bigint primary key, name text);
                insert into pets values (1, 'rex');
                create table animals (id bigint primary key, name text);
                insert into animals values (7, 'older');
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
                      - name: pets
                        from: pets a
                        into: animals
                        columns: { id: a.id, name: a.name }
                  - name: cutover
                    kind: cutover
                """);
        trip.write("expand/V2__persons.sql", "create table persons (id bigint primary key, name text);");
        trip.write("expand/U2__persons.sql", "drop table persons;");
        trip.migrate();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into persons values (3, 'cid')",
                "update persons set name = 'x'",
                "delete from persons where id = 99",
                "truncate persons"
            })
    void areThoseThatWereNewOnceItWentBackOverItsCutOver(String write) throws Exception {
        // Given
        asApplication("insert into persons values (9, 'ida')");

        // When
        trip.rollback(Optional.of("migrate"), false);

        // Then
        assertThatThrownBy(() -> asApplication(write))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(CLOSED)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("25006");
        assertThat(trip.texts("select name from people order by id")).containsExactly("anna", "ben", "ida");
    }

    @Test
    void stayCurrentWithTheOldOnes() throws Exception {
        // Given
        trip.rollback(Optional.of("migrate"), false);

        // When
        asApplication("update people set name = 'bea' where id = 2");
        asApplication("delete from people where id = 1");

        // Then
        assertThat(trip.texts("select name from persons")).containsExactly("bea");
    }

    @Test
    void areNotThoseThatOthersHadFilled() throws Exception {
        // When
        trip.rollback(Optional.of("migrate"), false);

        // Then
        asApplication("insert into animals values (8, 'still mine')");
        assertThat(trip.texts("select name from animals order by id")).containsExactly("rex", "older", "still mine");
    }

    @Test
    void stayClosedUntilCutOverHasComeAgain() throws Exception {
        // Given
        trip.rollback(Optional.of("expand"), false);
        trip.migrate(Optional.of("migrate"));
        assertThatThrownBy(() -> asApplication("insert into persons values (3, 'cid')"))
                .hasMessageContaining(CLOSED);

        // When
        trip.migrate();

        // Then
        asApplication("insert into persons values (3, 'cid')");
        assertThat(trip.texts("select name from people order by id")).containsExactly("anna", "ben", "cid");
        assertThat(trip.texts("select count(*) from pg_trigger where tgname like 'stopover_fence%'"))
                .containsExactly("0");
        assertThat(trip.texts("select count(*) from pg_proc where proname like 'fence%'"))
                .containsExactly("0");
    }

    @Test
    void areNotThoseOfAnEarlierCutOverThatStays() throws Exception {
        // Given
        trip.replace("plan.yaml", "  - name: cutover\n    kind: cutover\n", """
                  - name: cutover
                    kind: cutover
                  - name: more
                    kind: cutover
                """);
        trip.write("more/V3__more.sql", "create table more (id int);");
        trip.write("more/U3__more.sql", "drop table more;");
        trip.migrate();

        // When
        trip.rollback(Optional.of("cutover"), false);

        // Then
        asApplication("insert into persons values (3, 'cid')");
        assertThat(trip.texts("select name from people order by id")).containsExactly("anna", "ben", "cid");
    }

    private void asApplication(String sql) throws SQLException {
        try (Connection connection = trip.database.open("test");
                Statement statement = connection.createStatement()) {
            statement.execute("set application_name = '" + LockWaits.APPLICATION + "'");
            statement.execute(sql);
        }
    }
}

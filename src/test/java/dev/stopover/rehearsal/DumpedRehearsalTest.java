package dev.stopover.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stopover.backup.BackupException;
import dev.stopover.backup.BackupSettings;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.testing.DumpableServer;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpedRehearsalTest {
    @TempDir
    Path folder;

    private Database database;
    private Rehearsing rehearsing;

    @BeforeAll
    static void requireClientPrograms() {
        DumpableServer.requireClientPrograms();
    }

    @BeforeEach
    void writePlan() {
        database = DumpableServer.newDatabase();
        TestServer.execute(database, """
                create schema app;
                create table app.people (id bigint primary key, name text);
                insert into app.people select i, 'p' || i from generate_series(1, 1000) i;
                """);
        TestServer.execute(database, "alter database " + database.settings().database() + " set search_path = app");
        rehearsing = new Rehearsing(folder, database);
        rehearsing.write("plan.yaml", """
                plan: people
                title: People with addresses
                baseline: 0
                phases:
                  - name: all
                    kind: expand
                """);
        rehearsing.write(
                "all/V1__email.sql", "alter table people add column email text;\ndelete from people where id = 1;");
        rehearsing.write(
                "all/U1__email.sql", "alter table people drop column email;\ninsert into people values (1, 'p1');");
    }

    @Test
    void copiesTheDatabaseAndDoesNothingToItButRead() throws SQLException, IOException {
        // Given
        StopSignal stop = new StopSignal();
        DatabaseState before = DatabaseState.read(database, rehearsing.plan(), stop);
        List<String> written = List.of("people 1000 0 0");
        await().untilAsserted(() -> assertThat(writes()).isEqualTo(written));

        // When
        RehearsalReport report = rehearsing.onDump(false, false);

        // Then
        assertThat(report.problems()).isEmpty();
        assertThat(report.phases().get(0).scripts().get(0).migration().locks())
                .containsExactly(new TableLock("app.people", TableLock.Mode.ACCESS_EXCLUSIVE));
        DatabaseState after = DatabaseState.read(database, rehearsing.plan(), stop);
        assertThat(before.catalogDifferencesTo(after)).isEmpty();
        assertThat(before.tableDifferencesTo(after)).isEmpty();
        assertThat(writes()).isEqualTo(written);
        assertThat(rehearsing.texts("select to_regnamespace('stopover')::text")).containsOnlyNulls();
        assertThat(copies()).isEmpty();
        try (Stream<Path> files = Files.list(rehearsing.dumps())) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void keepsTheCopyWhereThatIsWanted() throws SQLException {
        // When
        RehearsalReport report = rehearsing.onDump(true, false);

        // Then
        assertThat(copies()).containsExactly(report.copy());
        assertThat(Rehearsing.texts(DumpableServer.database(report.copy()), "select count(email) from people"))
                .containsExactly("0");
        rehearsing.onDump(false, false);
        assertThat(copies()).containsExactly(report.copy());
    }

    @Test
    void recordsTheTimesAsEstimatesOnlyWhenAsked() throws SQLException {
        // When
        RehearsalReport report = rehearsing.onDump(false, true);

        // Then
        assertThat(report.problems()).isEmpty();
        assertThat(rehearsing.texts("select plan || ' ' || phase || ' ' || source from stopover.estimate"))
                .containsExactly("people all rehearsal");
    }

    @Test
    void makesNothingWithoutAPgDumpThatCanDoIt() throws SQLException {
        // Given
        RehearsalSettings settings = RehearsalSettings.onNewCopy(
                database,
                Optional.empty(),
                false,
                false,
                new BackupSettings(
                        Optional.of(rehearsing.dumps()),
                        Optional.of(folder),
                        BackupSettings.DEFAULT.snapshotLimit(),
                        1,
                        false,
                        BackupSettings.DEFAULT.lockTimeout(),
                        BackupSettings.DEFAULT.archiveWait()));

        // When
        assertThatThrownBy(() -> rehearsing.rehearse(settings))
                // Then
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("there is no pg_dump");
        assertThat(copies()).isEmpty();
    }

    private List<String> copies() throws SQLException {
        return rehearsing.texts("select datname from pg_database where datname like '"
                + database.settings().database() + "\\_rehearsal\\_%'");
    }

    /** The server's own count, which comes a moment late. */
    private List<String> writes() throws SQLException {
        return rehearsing.texts("""
                select format('%s %s %s %s', relid::regclass, n_tup_ins, n_tup_upd, n_tup_del)
                from pg_stat_user_tables
                order by 1
                """);
    }
}

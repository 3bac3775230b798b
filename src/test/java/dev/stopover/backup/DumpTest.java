package dev.stopover.backup;

import static dev.stopover.backup.BackupFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.StoppedException;
import dev.stopover.failure.UsageException;
import dev.stopover.history.BackupRecord;
import dev.stopover.history.BackupState;
import dev.stopover.history.BackupTable;
import dev.stopover.history.PhaseState;
import dev.stopover.plan.BackupKind;
import dev.stopover.plan.PhaseKind;
import dev.stopover.testing.DumpableServer;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class DumpTest {
    private static final String SHOP = """
            create table owner (id int generated always as identity primary key, name text);
            create table studio (id int primary key, owner int references owner);
            create table log (id int, day date) partition by range (day);
            create table log_1 partition of log for values from ('2026-01-01') to ('2026-02-01');
            create table log_2 partition of log for values from ('2026-02-01') to ('2026-03-01');
            insert into owner (name) values ('Ann'), (E'B\\tob'), (null);
            insert into studio values (7, 1);
            insert into log values (1, '2026-01-05'), (2, '2026-02-05');
            """;

    @TempDir
    Path folder;

    private Database database;

    @BeforeAll
    static void requireClientPrograms() {
        DumpableServer.requireClientPrograms();
    }

    @Test
    void isListedHashedAndReadableForItsOwnerOnly() throws Exception {
        // Given
        BackupFixture fixture = fixture(SHOP, "drop table owner cascade").asks(PhaseKind.MIGRATE, BackupKind.DUMP);

        // When
        BackupRecord dump = fixture.take().get(0);

        // Then
        Path file = Path.of(dump.location());
        assertThat(dump.state()).isEqualTo(BackupState.TAKEN);
        assertThat(dump.bytes()).contains(Files.size(file));
        assertThat(dump.sha256()).contains(new DumpFile(file).sha256(fixture.stop));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(files()).containsExactly(file.getFileName().toString());
        assertThat(fixture.tables(dump))
                .extracting(table -> table + " " + table.rows())
                .containsExactly("public.owner 3");
    }

    @Test
    void isProvenBeforeAContractPhase() throws Exception {
        // Given
        BackupFixture fixture = fixture(SHOP, "drop table owner cascade").asks(PhaseKind.CONTRACT, BackupKind.DUMP);

        // When
        BackupRecord dump = fixture.take().get(0);

        // Then
        assertThat(dump.state()).isEqualTo(BackupState.PROVEN);
        assertThat(dump.scratch()).isEmpty();
        assertThat(fixture.tables(dump))
                .extracting(table -> table + " " + table.rows())
                .containsExactly("public.log 2", "public.owner 3", "public.studio 1");
        assertThat(scratchDatabases()).isEmpty();
    }

    @Test
    void doesNotCountWhenWhatComesBackDiffers() throws Exception {
        // Given: a pg_restore that restores the table, but no row
        BackupFixture fixture = fixture("""
                create table a (id int, name text);
                insert into a values (1, 'a');
                """, "drop table a").asks(PhaseKind.CONTRACT, BackupKind.DUMP);
        fixture.settings(withPrograms(programs("""
                #!/bin/sh
                for argument in "$@"; do
                  case "$argument" in
                    --dbname=*) exec psql -q -d "${argument#--dbname=}" -c 'create table a (id int, name text)' ;;
                  esac
                done
                exec %s/pg_restore "$@"
                """.formatted(real()))));

        // When
        assertThatThrownBy(fixture::take)
                // Then
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("does not bring back what was there")
                .hasMessageContaining("public.a had 1 row");
        assertThat(fixture.recorded()).extracting(BackupRecord::state).containsExactly(BackupState.FAILED);
        assertThat(scratchDatabases()).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void neverTellsThePasswordToWhoeverLooks() throws Exception {
        // Given: programs that note with what they were started, and print their environment
        Path noted = folder.resolve("noted");
        Path programs = programs("#!/bin/sh\nexec %s/pg_restore \"$@\"\n".formatted(real()));
        Files.writeString(programs.resolve("pg_dump"), """
                #!/bin/sh
                case "$1" in
                  --version) exec %s/pg_dump --version ;;
                esac
                echo "$@" > %s
                env >> %s.env
                echo "connection with password $PGPASSWORD failed" >&2
                exit 1
                """.formatted(real(), noted, noted));
        BackupFixture fixture = fixture(SHOP, "").asks(PhaseKind.MIGRATE, BackupKind.DUMP);
        fixture.settings(withPrograms(programs));

        // When
        assertThatThrownBy(fixture::take)
                // Then
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("pg_dump ended with 1: connection with password *** failed");
        assertThat(Files.readString(noted)).contains("--format=custom").doesNotContain("s3cret");
        assertThat(Files.readString(Path.of(noted + ".env"))).contains("PGPASSWORD=s3cret");
        assertThat(fixture.recorded().get(0).error().orElseThrow()).doesNotContain("s3cret");
        assertThat(files()).isEmpty();
    }

    @Test
    void endsItsProcessWhenTheRunIsStopped() throws Exception {
        // Given: a table that pg_dump cannot read
        BackupFixture fixture = fixture(SHOP, "").asks(PhaseKind.MIGRATE, BackupKind.DUMP);
        try (Connection other = database.connect("other");
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table studio");
            CompletableFuture<Void> taking = CompletableFuture.runAsync(() -> takeUnchecked(fixture));
            await().until(() -> dumping().size() == 1);
            long pid = ProcessHandle.current()
                    .descendants()
                    .filter(child -> child.info().command().orElse("").endsWith("pg_dump"))
                    .findFirst()
                    .orElseThrow()
                    .pid();

            // When
            long stopped = System.nanoTime();
            fixture.stop.stop(ExitCode.TERMINATED);

            // Then
            assertThatThrownBy(taking::join).hasCauseInstanceOf(StoppedException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(2));
            assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                    .isFalse();
        }
        assertThat(files()).isEmpty();
        assertThat(fixture.recorded()).extracting(BackupRecord::state).containsExactly(BackupState.FAILED);
    }

    @Test
    void leavesNoScratchDatabaseAndNoFileBehindAKilledRun() throws Exception {
        // Given: what a run leaves that is killed while it proves, and one that is killed while it dumps
        BackupFixture fixture = fixture(SHOP, "").asks(PhaseKind.CONTRACT, BackupKind.DUMP);
        BackupRecord earlier = fixture.take().get(0);
        Path partial = folder.resolve("dumps/half.dump.partial");
        Files.writeString(partial, "half");
        TestServer.execute(database, """
                update stopover.backup set state = 'taken', scratch = 'stopover_scratch_x' where id = %d;
                insert into stopover.backup (plan, phase, run_id, kind, location)
                values ('shop', 'contract', 1, 'dump', '%s');
                """.formatted(earlier.id(), partial.resolveSibling("half.dump")));
        TestServer.execute(database, "create database stopover_scratch_x");

        // When
        fixture.takeOver();
        BackupRecord again = fixture.enter(PhaseState.RUNNING).take().get(0);

        // Then: one that was not proven does not count for a contract phase
        assertThat(again.id()).isNotEqualTo(earlier.id());
        assertThat(again.state()).isEqualTo(BackupState.PROVEN);
        assertThat(scratchDatabases()).isEmpty();
        assertThat(partial).doesNotExist();
        assertThat(fixture.recorded())
                .extracting(BackupRecord::state)
                .containsExactly(BackupState.TAKEN, BackupState.FAILED, BackupState.PROVEN);
    }

    @Test
    void doesNotDropTheScratchDatabaseOfAnotherDatabase() throws Exception {
        // Given: a restored copy of the history knows the name of a database that is not its own
        BackupFixture fixture = fixture(SHOP, "").asks(PhaseKind.MIGRATE, BackupKind.DUMP);
        String name = "stopover_scratch_" + database.settings().database();
        TestServer.execute(database, "create database " + name);
        TestServer.execute(
                database,
                "comment on database " + name + " is 'made by stopover for the database with oid 1, which drops it'");
        TestServer.execute(database, """
                insert into stopover.backup (plan, phase, run_id, kind, state, scratch)
                values ('shop', 'contract', 1, 'dump', 'taken', '%s')
                """.formatted(name));

        // When
        fixture.take();

        // Then
        assertThat(texts(database, "select datname from pg_database where datname = '" + name + "'"))
                .containsExactly(name);
        TestServer.execute(database, "drop database " + name);
    }

    @Test
    void bringsBackTheRowsOfDroppedTables() throws Exception {
        // Given
        String circle = """
                create table team (id int primary key, boss int);
                create table person (id int primary key, team int references team);
                alter table team add foreign key (boss) references person;
                """;
        BackupFixture fixture = fixture(
                        SHOP + TableRestoreTest.RICH_TABLE + TableRestoreTest.RICH_ROWS + circle + """
                                insert into team values (1, null);
                                insert into person values (10, 1);
                                update team set boss = 10;
                                """,
                        "drop table \"Odd Table\", log, team, person cascade")
                .asks(PhaseKind.CONTRACT, BackupKind.DUMP);
        String rich = "select t::text from \"Odd Table\" t order by id";
        List<String> before = texts(database, rich);
        fixture.take();
        TestServer.execute(database, "drop table \"Odd Table\", log, team, person cascade; drop type mood;");
        TestServer.execute(database, TableRestoreTest.RICH_TABLE + circle + """
                create table log (day date, id int) partition by range (day);
                create table log_all partition of log default;
                """);

        // When
        TableRestore.Result result = fixture.restoreRows();

        // Then
        assertThat(result.tables())
                .containsExactlyInAnyOrder(
                        new RestoredTable("public.Odd Table", 3),
                        new RestoredTable("public.log", 2),
                        new RestoredTable("public.team", 1),
                        new RestoredTable("public.person", 1));
        assertThat(texts(database, rich)).isEqualTo(before);
        assertThat(texts(database, "select id from log_all order by id")).containsExactly("1", "2");
        assertThat(texts(database, "insert into \"Odd Table\" (price) values (1) returning id"))
                .containsExactly("42");
    }

    @Test
    void saysWhichRowsCouldNotBeReadWhenItsProgramDies() throws Exception {
        // Given
        BackupFixture fixture = fixture(SHOP, "drop table studio").asks(PhaseKind.CONTRACT, BackupKind.DUMP);
        fixture.take();
        TestServer.execute(database, "drop table studio; create table studio (id int primary key, owner int);");
        fixture.settings(withPrograms(programs("""
                #!/bin/sh
                case "$*" in
                  *--data-only*) printf 'COPY public.studio (id, owner) FROM stdin;\\n7\\t1\\n'; kill -9 $$ ;;
                esac
                exec %s/pg_restore "$@"
                """.formatted(real()))));

        // When
        assertThatThrownBy(fixture::restoreRows)
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("the rows of public.studio cannot be read from")
                .hasMessageContaining("ends in the middle of a table");
        assertThat(texts(database, "select id from studio")).isEmpty();
    }

    @Test
    void isNotUsedWhenItsFileWasChanged() throws Exception {
        // Given
        BackupFixture fixture = fixture(SHOP, "drop table studio").asks(PhaseKind.CONTRACT, BackupKind.DUMP);
        BackupRecord dump = fixture.take().get(0);
        TestServer.execute(database, "drop table studio; create table studio (id int, owner int);");
        byte[] bytes = Files.readAllBytes(Path.of(dump.location()));
        bytes[bytes.length / 2] ^= 1;
        Files.write(Path.of(dump.location()), bytes);

        // When
        UndoRows rows = fixture.undoRows();

        // Then
        assertThat(rows.from()).isEmpty();
        assertThat(rows.lostTables()).isEqualTo("public.studio (1 row)");
        assertThat(rows.reasons()).singleElement().asString().contains("its size or SHA-256 differs");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isMissedBeforeAContractPhaseGoesOn(boolean changed) throws Exception {
        // Given: the run is killed, and its file is gone or is another one when the next one resumes
        BackupFixture fixture = fixture(SHOP, "drop table studio").asks(PhaseKind.CONTRACT, BackupKind.DUMP);
        Path file = Path.of(fixture.take().get(0).location());
        byte[] whole = Files.readAllBytes(file);
        if (changed) {
            Files.writeString(file, "something else");
        } else {
            Files.delete(file);
        }
        fixture.takeOver();

        // When
        assertThatThrownBy(fixture::take)
                // Then
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("phase contract does not go on without its backup: ")
                .hasMessageContaining(changed ? "its size or SHA-256 differs" : "is not here: " + file)
                .extracting(e -> ((BackupException) e).remedy())
                .asString()
                .contains("stopover rollback --to the phase before it");
        Files.write(file, whole);
        assertThat(fixture.take()).extracting(BackupRecord::state).containsExactly(BackupState.PROVEN);
        assertThat(fixture.recorded()).hasSize(1);
    }

    @Test
    void holdsOnlyTheTouchedTablesWhenAsked() throws Exception {
        // Given
        BackupFixture fixture = fixture(SHOP, "drop table log").asks(PhaseKind.CONTRACT, BackupKind.DUMP);

        // When
        BackupRecord dump = fixture.backups().takeByHand(Optional.of(fixture.phase()), BackupKind.DUMP, false, true);

        // Then
        assertThat(fixture.tables(dump)).extracting(BackupTable::toString).containsExactly("public.log");
        assertThat(dump.attempt()).isEmpty();
        TestServer.execute(database, "truncate log");
        assertThat(fixture.tableRestore().restoreTables(dump, List.of("log")).tables())
                .containsExactly(new RestoredTable("public.log", 2));
    }

    @Test
    void isRestoredIntoANewDatabaseThatSaysWhatItIs() throws Exception {
        // Given
        BackupFixture fixture = fixture(SHOP, "drop table log").asks(PhaseKind.CONTRACT, BackupKind.DUMP);
        BackupRecord dump = fixture.take().get(0);
        String name = database.settings().database() + " \"again\"";
        DumpRestore restore =
                new DumpRestore(database, fixture.epoch(), fixture.settings, fixture.stop, fixture.listener());

        // When
        List<RestoredTable> tables = restore.into(dump, name, true);

        // Then
        Database restored = DumpableServer.database(name);
        assertThat(tables).hasSize(3);
        assertThat(texts(restored, "select count(*) from log")).containsExactly("2");
        assertThat(texts(restored, "select kind || ': ' || message from stopover.event where run_id is null"))
                .singleElement()
                .asString()
                .startsWith("restored: restored from dump " + dump.id() + " of database "
                        + database.settings().database());
        assertThat(scratchDatabases()).isEmpty();
        assertThatThrownBy(() -> restore.into(dump, name, true))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("a dump is never restored over a database");
        TestServer.execute(database, "drop database \"" + name.replace("\"", "\"\"") + "\"");
    }

    @Test
    void leavesNoDatabaseWhenItCannotBeRestored() throws Exception {
        // Given
        BackupFixture fixture = fixture(SHOP, "drop table log").asks(PhaseKind.MIGRATE, BackupKind.DUMP);
        BackupRecord dump = fixture.take().get(0);
        fixture.settings(withPrograms(programs("#!/bin/sh\necho 'pg_restore: error: no' >&2\nexit 1\n")));

        // When
        assertThatThrownBy(() -> new DumpRestore(
                                database, fixture.epoch(), fixture.settings, fixture.stop, fixture.listener())
                        .into(dump, "never_there", true))
                // Then
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("pg_restore ended with 1: pg_restore: error: no");
        assertThat(scratchDatabases()).isEmpty();
        assertThat(texts(database, "select 1 from pg_database where datname = 'never_there'"))
                .isEmpty();
    }

    @Test
    void dropsWhatARestoreLeftBehindThatWasKilled() throws Exception {
        // Given
        BackupFixture fixture = fixture(SHOP, "").asks(PhaseKind.CONTRACT, BackupKind.DUMP);
        BackupRecord dump = fixture.take().get(0);
        TestServer.execute(
                database, "update stopover.backup set scratch = 'stopover_scratch_y' where id = " + dump.id());
        TestServer.execute(database, "create database stopover_scratch_y");
        String name = database.settings().database() + "_again";

        // When
        new DumpRestore(database, fixture.epoch(), fixture.settings, fixture.stop, fixture.listener())
                .into(dump, name, true);

        // Then
        assertThat(scratchDatabases()).isEmpty();
        TestServer.execute(database, "drop database " + name);
    }

    @Test
    void isFoundToBeImpossibleBeforehand() throws Exception {
        // Given
        BackupFixture fixture = fixture(SHOP, "").asks(PhaseKind.CONTRACT, BackupKind.DUMP);
        Path old = programs("#!/bin/sh\n");
        Files.writeString(old.resolve("pg_dump"), "#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n");
        BackupSettings none = new BackupSettings(
                Optional.empty(),
                Optional.of(folder.resolve("nothing")),
                BackupSettings.DEFAULT.snapshotLimit(),
                1,
                false,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));

        // When
        List<BackupProblem> tooOld = fixture.settings(withPrograms(old)).problems();
        List<BackupProblem> missing = fixture.settings(none).problems();

        // Then
        assertThat(tooOld).singleElement().satisfies(problem -> {
            assertThat(problem.blocking()).isTrue();
            assertThat(problem.message()).contains("is of PostgreSQL 9 and cannot dump a server of PostgreSQL 14");
            assertThat(problem.remedy()).contains("postgresql-client-14").contains("--pg-bin");
        });
        assertThat(missing)
                .extracting(BackupProblem::message)
                .containsExactly(
                        "there is no pg_dump and pg_restore in " + folder.resolve("nothing"),
                        "no folder is named for dumps");
        assertThat(fixture.asks(PhaseKind.CONTRACT).problems()).isEmpty();
    }

    private BackupFixture fixture(String schema, String script) throws SQLException {
        database = DumpableServer.newDatabase();
        return BackupFixture.on(database, schema)
                .script(script)
                .settings(withPrograms(real()))
                .enter(PhaseState.RUNNING);
    }

    /** Programs in a folder of their own, of which pg_restore is this script. */
    private Path programs(String restore) throws IOException {
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Files.writeString(programs.resolve("pg_dump"), "#!/bin/sh\nexec %s/pg_dump \"$@\"\n".formatted(real()));
        Files.writeString(programs.resolve("pg_restore"), restore);
        for (String program : List.of("pg_dump", "pg_restore")) {
            Files.setPosixFilePermissions(programs.resolve(program), PosixFilePermissions.fromString("rwx------"));
        }
        return programs;
    }

    private static Path real() {
        Path dump = ClientTools.find(Optional.empty(), 14, new dev.stopover.database.StopSignal())
                .dump();
        return dump.getParent();
    }

    private BackupSettings withPrograms(Path programs) {
        BackupSettings standard = BackupSettings.DEFAULT;
        return new BackupSettings(
                Optional.of(folder.resolve("dumps")),
                Optional.of(programs),
                standard.snapshotLimit(),
                standard.jobs(),
                standard.prove(),
                standard.lockTimeout(),
                standard.archiveWait());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("dumps"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private List<String> scratchDatabases() {
        return texts(database, "select datname from pg_database where datname like 'stopover\\_scratch\\_%'");
    }

    private List<String> dumping() {
        return texts(database, """
                select pid
                from pg_stat_activity
                where datname = current_database()
                  and application_name = 'stopover shop dump'
                  and wait_event_type = 'Lock'
                  and query like 'LOCK TABLE%'
                """);
    }

    private static void takeUnchecked(BackupFixture fixture) {
        try {
            fixture.take();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

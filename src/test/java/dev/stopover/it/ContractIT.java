package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.testing.DumpableServer;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Massava's contract as its plan has it: soak, approval, a proven dump, and the way back from that. */
class ContractIT {
    private static final String OLD_TABLES_LEFT = """
            select count(*)
            from pg_tables
            where schemaname = 'public'
              and tablename in ('studio_owners', 'customers', 'bookings', 'accounts', 'sessions')
            """;

    @TempDir
    Path dumps;

    private Database database;
    private List<String> before;

    @BeforeAll
    static void requireClientPrograms() {
        DumpableServer.requireClientPrograms();
    }

    @BeforeEach
    void takeMassavaToTheEndOfItsSoak() {
        database = DumpableServer.newDatabase();
        Massava.load(database, 2);
        assertThat(run("migrate", "--to", "cutover").exitCode()).isZero();
        before = Massava.rows(database);
        open();
    }

    @Test
    void dropsTheOldTablesAfterAProvenDumpFromWhichTheyComeBackWithTheirRows() throws IOException {
        // Given
        StopoverProcess.Result contracted = run("migrate", "--backup-dir", dumps.toString(), "--prove");
        assertThat(contracted.exitCode()).as(contracted.stderr()).isZero();
        assertThat(Massava.one(database, OLD_TABLES_LEFT)).isEqualTo("0");
        assertThat(Massava.column(database, "select kind || ' ' || state from stopover.backup"))
                .containsExactly("dump proven");
        Path away = dumps.resolve("away");
        Files.move(dump(), away);
        StopoverProcess.Result refused = run("rollback", "--to", "cutover", "--backup-dir", dumps.toString());
        List<String> untouched = Massava.column(database, OLD_TABLES_LEFT);
        Files.move(away, Path.of(Massava.one(database, "select location from stopover.backup")));

        // When
        StopoverProcess.Result back =
                run("rollback", "--to", "cutover", "--accept-loss", "--backup-dir", dumps.toString());

        // Then
        assertThat(refused.exitCode()).as(refused.stderr()).isEqualTo(4);
        assertThat(refused.stderr())
                .contains(
                        "nothing was rolled back",
                        "public.customers (",
                        "dump 1 is not here",
                        "Put its file back to where it was");
        assertThat(untouched).containsExactly("0");
        assertThat(back.exitCode()).as(back.stderr()).isZero();
        assertThat(Massava.rows(database)).isEqualTo(before);
        assertThat(Massava.one(database, "select stopover.phase_state('massava', 'cutover')"))
                .isEqualTo("completed");
        assertThat(scratchDatabases()).isEmpty();
        open();
        StopoverProcess.Result again = run("migrate", "--backup-dir", dumps.toString());
        assertThat(again.exitCode()).as(again.stderr()).isZero();
        assertThat(Massava.one(database, OLD_TABLES_LEFT)).isEqualTo("0");
    }

    @Test
    void doesNotGoOnAfterAKillWhenItsDumpIsGone() throws IOException, SQLException {
        // Given
        killBeforeTheFirstTableGoes();
        Path away = dumps.resolve("away");
        Files.move(dump(), away);

        // When
        StopoverProcess.Result refused = run("migrate", "--backup-dir", dumps.toString());

        // Then
        assertThat(refused.exitCode()).as(refused.stderr()).isEqualTo(4);
        assertThat(refused.stderr())
                .contains("phase contract does not go on without its backup: dump 1 is not here", "stopover rollback");
        assertThat(Massava.one(database, OLD_TABLES_LEFT)).isEqualTo("5");
        StopoverProcess.Result back =
                run("rollback", "--to", "cutover", "--accept-loss", "--backup-dir", dumps.toString());
        assertThat(back.exitCode()).as(back.stderr()).isZero();
        assertThat(Massava.rows(database)).isEqualTo(before);
        open();
        StopoverProcess.Result anew = run("migrate", "--backup-dir", dumps.toString());
        assertThat(anew.exitCode()).as(anew.stderr()).isZero();
        assertThat(Massava.column(database, "select state from stopover.backup order by id"))
                .containsExactly("proven", "proven");
    }

    /** A reader keeps the triggers of a table from going, which is the first thing after the dump. */
    private void killBeforeTheFirstTableGoes() throws SQLException {
        try (Connection reader = database.connect("reader");
                Statement statement = reader.createStatement();
                StopoverProcess victim = StopoverProcess.start(
                        database, "migrate", "--plan", "massava", "--backup-dir", dumps.toString())) {
            reader.setAutoCommit(false);
            statement.execute("select count(*) from sessions");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Massava.one(database, """
                    select exists (
                      select
                      from pg_locks
                      where not granted
                        and mode = 'AccessExclusiveLock'
                        and relation = 'sessions'::regclass)
                    """).equals("t"));
            victim.kill();
            victim.await();
        }
    }

    /** The soak is over, and somebody approves. */
    private void open() {
        TestServer.execute(
                database,
                "update stopover.phase set completed_at = completed_at - interval '15 days' where soak > '0'");
        StopoverProcess.Result approved = run("approve", "contract", "--by", "Anna Schmidt");
        assertThat(approved.exitCode()).as(approved.stderr()).isZero();
    }

    private StopoverProcess.Result run(String command, String... more) {
        return StopoverProcess.run(
                database,
                Stream.concat(Stream.of(command), Stream.concat(Stream.of(more), Stream.of("--plan", "massava")))
                        .toArray(String[]::new));
    }

    private Path dump() throws IOException {
        try (Stream<Path> files = Files.list(dumps)) {
            return files.filter(file -> file.toString().endsWith(".dump"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<String> scratchDatabases() {
        return Massava.column(database, "select datname from pg_database where datname like 'stopover\\_scratch\\_%'");
    }
}

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A signal ends the program within two seconds wherever it is, and the same command goes on from there. */
class SignalIT {
    private static final String SLEEPS = """
            select exists (
              select
              from pg_stat_activity
              where wait_event = 'PgSleep'
                and application_name like 'stopover %')
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void whileAChunkWaitsForALock(String signal, int exitCode) throws SQLException {
        // Given
        Database database = Massava.database(1);
        assertThat(migrate(database, "expand").exitCode()).isZero();
        try (Connection holder = lock(database, "new_bookings")) {
            // When
            stop(database, signal, exitCode, waitsFor("new_bookings"), migrateTo("cutover"));
        }

        // Then
        assertThat(migrate(database, "cutover").exitCode()).isZero();
        assertThat(Massava.one(database, "select count(*) from new_bookings")).isEqualTo("312");
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void whileDdlWaitsForALock(String signal, int exitCode) throws SQLException {
        // Given
        Database database = Massava.database(1);
        assertThat(migrate(database, "migrate").exitCode()).isZero();
        try (Connection holder = lock(database, "new_bookings")) {
            // When
            stop(database, signal, exitCode, waitsFor("new_bookings"), migrateTo("cutover"));
        }

        // Then
        assertThat(migrate(database, "cutover").exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void whileAnIndexIsBuiltConcurrently(String signal, int exitCode) throws SQLException, IOException {
        // Given
        Database database =
                sleepy("create index concurrently sleepy_id on sleepy (id);", "drop index if exists sleepy_id;");
        try (Connection holder = database.connect("holder");
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("insert into sleepy values (1)");
            // When
            stop(
                    database,
                    signal,
                    exitCode,
                    "select exists (select from pg_locks where locktype in ('virtualxid', 'transactionid') and not granted)",
                    plan("migrate"));
        }

        // Then: who kept it from being built keeps it from being dropped, too; the next run does both
        assertThat(StopoverProcess.run(database, plan("migrate")).exitCode()).isZero();
        assertThat(Massava.one(database, "select indisvalid from pg_index where indexrelid = 'sleepy_id'::regclass"))
                .isEqualTo("t");
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void insideALongStatementOfAScript(String signal, int exitCode) throws SQLException, IOException {
        // Given
        Database database = sleepy("create table made (id int); " + sleepWhile("sleepy"), "drop table made;");
        TestServer.execute(database, "insert into sleepy values (1)");

        // When
        stop(database, signal, exitCode, SLEEPS, plan("migrate"));

        // Then
        TestServer.execute(database, "truncate sleepy");
        assertThat(StopoverProcess.run(database, plan("migrate")).exitCode()).isZero();
        assertThat(Massava.one(database, "select to_regclass('made')")).isEqualTo("made");
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void insideALongStatementOfAnUndo(String signal, int exitCode) throws SQLException, IOException {
        // Given
        Database database = sleepy("create table made (id int);", sleepWhile("sleepy") + "drop table made;");
        assertThat(StopoverProcess.run(database, plan("migrate")).exitCode()).isZero();
        TestServer.execute(database, "insert into sleepy values (1)");

        // When
        stop(database, signal, exitCode, SLEEPS, plan("rollback"));

        // Then
        assertThat(Massava.one(database, "select state from stopover.phase")).isEqualTo("rolling-back");
        assertThat(Massava.one(database, "select to_regclass('made')")).isEqualTo("made");
        TestServer.execute(database, "truncate sleepy");
        assertThat(StopoverProcess.run(database, plan("rollback")).exitCode()).isZero();
        assertThat(Massava.one(database, "select to_regclass('made')")).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void whileUndoWaitsForALock(String signal, int exitCode) throws SQLException {
        // Given
        Database database = Massava.database(1);
        assertThat(migrate(database, "migrate").exitCode()).isZero();
        try (Connection holder = lock(database, "users")) {
            // When
            stop(database, signal, exitCode, waitsFor("users"), "rollback", "--plan", "massava");
        }

        // Then
        StopoverProcess.Result back = StopoverProcess.run(database, "rollback", "--plan", "massava");
        assertThat(back.exitCode()).as(back.stderr()).isZero();
        assertThat(Massava.one(database, "select to_regclass('users')")).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void insideTheDumpOfContract(String signal, int exitCode) throws SQLException {
        // Given
        DumpableServer.requireClientPrograms();
        Database database = DumpableServer.newDatabase();
        Massava.load(database, 1);
        assertThat(migrate(database, "cutover").exitCode()).isZero();
        approve(database);
        String[] contract = {"migrate", "--plan", "massava", "--backup-dir", folder.toString()};
        // A table that pg_dump reads, and nothing before it
        try (Connection holder = lock(database, "stopover.monitor_sample")) {
            // When
            stop(database, signal, exitCode, """
                    select exists (
                      select
                      from pg_locks l
                      join pg_stat_activity a using (pid)
                      where not l.granted
                        and l.relation = 'stopover.monitor_sample'::regclass
                        and a.application_name = 'stopover massava dump')
                      and exists (
                        select
                        from stopover.backup
                        where state = 'taking')
                    """, contract);
        }

        // Then
        assertThat(folder).isEmptyDirectory();
        assertThat(Massava.column(database, "select state from stopover.backup"))
                .containsExactly("failed");
        StopoverProcess.Result next = StopoverProcess.run(database, contract);
        assertThat(next.exitCode()).as(next.stderr()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void insideAScriptThatIsRehearsed(String signal, int exitCode) throws SQLException, IOException {
        // Given
        Database database = sleepy("create table made (id int); " + sleepWhile("sleepy"), "drop table made;");
        Database copy = TestServer.newDatabase();
        TestServer.execute(copy, "create table sleepy (id int); insert into sleepy values (1);");
        String[] rehearse = {
            "rehearse",
            "--plan",
            folder.toString(),
            "--copy-url",
            "postgresql://postgres@" + copy.settings().hosts() + "/"
                    + copy.settings().database(),
            "--copy-is-disposable"
        };

        // When
        stop(copy, database, signal, exitCode, SLEEPS, rehearse);

        // Then
        TestServer.execute(copy, "truncate sleepy");
        assertThat(StopoverProcess.run(database, rehearse).exitCode()).isZero();
    }

    private static void stop(Database database, String signal, int exitCode, String there, String... command)
            throws SQLException {
        stop(database, database, signal, exitCode, there, command);
        assertThat(Massava.one(database, "select state || ' ' || exit_code from stopover.run order by id desc limit 1"))
                .isEqualTo("stopped " + exitCode);
    }

    /**
     * Sends the signal when it is there.
     *
     * @param at the database where that can be seen
     */
    private static void stop(
            Database at, Database database, String signal, int exitCode, String there, String... command)
            throws SQLException {
        StopoverProcess.Result stopped;
        long millis;
        List<ProcessHandle> children;
        try (Connection watch = at.connect("watch");
                Statement statement = watch.createStatement();
                StopoverProcess process = StopoverProcess.start(database, command)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                assertThat(process.isAlive()).as("reached %s", there).isTrue();
                try (ResultSet row = statement.executeQuery(there)) {
                    row.next();
                    return row.getBoolean(1);
                }
            });
            children = process.children();
            long sent = System.nanoTime();
            process.signal(signal);
            stopped = process.await();
            millis = Duration.ofNanos(System.nanoTime() - sent).toMillis();
        }
        assertThat(stopped.exitCode()).as(stopped.stderr()).isEqualTo(exitCode);
        assertThat(millis).isLessThan(2_000);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        // Its sessions notice within the second that nobody is there any more; then the lock is free.
        await().atMost(Duration.ofSeconds(2))
                .until(() -> Massava.column(
                                at,
                                "select pid from pg_stat_activity where datname = current_database()"
                                        + " and application_name like 'stopover %' and application_name not in"
                                        + " ('stopover watch', 'stopover holder', 'stopover test')")
                        .isEmpty());
    }

    /** A plan of one script over a database with an empty table "sleepy". */
    private Database sleepy(String script, String undo) throws IOException {
        Files.writeString(folder.resolve("plan.yaml"), """
                plan: sleepy
                title: One script that takes its time
                baseline: 1
                phases:
                  - name: expand
                    kind: expand
                """);
        Files.createDirectories(folder.resolve("expand"));
        Files.writeString(folder.resolve("expand/V2__made.sql"), script);
        Files.writeString(folder.resolve("expand/U2__made.sql"), undo);
        Database database = TestServer.newDatabase();
        TestServer.execute(database, "create table sleepy (id int)");
        return database;
    }

    private static String sleepWhile(String filled) {
        return "select pg_sleep(60) from " + filled + ";\n";
    }

    private String[] plan(String command) {
        return new String[] {command, "--plan", folder.toString()};
    }

    private static void approve(Database database) {
        TestServer.execute(
                database,
                "update stopover.phase set completed_at = completed_at - interval '15 days' where soak > '0'");
        assertThat(StopoverProcess.run(database, "approve", "contract", "--plan", "massava", "--by", "Anna")
                        .exitCode())
                .isZero();
    }

    private static Connection lock(Database database, String table) throws SQLException {
        Connection holder = database.connect("holder");
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("lock table " + table + " in access exclusive mode");
        }
        return holder;
    }

    private static String waitsFor(String table) {
        return "select exists (select from pg_locks where not granted and relation = '" + table + "'::regclass)";
    }

    private static String[] migrateTo(String phase) {
        return new String[] {"migrate", "--plan", "massava", "--to", phase};
    }

    private static StopoverProcess.Result migrate(Database database, String to) {
        return StopoverProcess.run(database, migrateTo(to));
    }
}

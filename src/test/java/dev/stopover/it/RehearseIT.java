package dev.stopover.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearseIT {
    @TempDir
    Path dumps;

    private Database database;

    @BeforeAll
    static void requireClientPrograms() {
        DumpableServer.requireClientPrograms();
    }

    @BeforeEach
    void loadTheOldSchema() {
        database = DumpableServer.newDatabase();
        Massava.load(database, 1);
    }

    @Test
    void massavaGoesForwardBackAndForwardOnACopy() throws IOException {
        // Given
        List<String> before = rows();

        // When
        StopoverProcess.Result result = StopoverProcess.run(database, arguments("--output", "json"));

        // Then
        assertThat(result.exitCode()).as(result.stdout() + result.stderr()).isZero();
        JsonNode report = new ObjectMapper().readTree(result.stdout());
        assertThat(report.get("passed").asBoolean()).isTrue();
        assertThat(report.get("phases").findValuesAsText("phase"))
                .containsExactly("expand", "migrate", "cutover", "contract");
        assertThat(report.get("phases").findValuesAsText("undo")).isNotEmpty().containsOnly("restored");
        assertThat(report.get("turns").findValuesAsText("same")).containsExactly("true", "true");
        assertThat(rows()).isEqualTo(before);
        assertThat(Massava.column(database, "select nspname from pg_namespace where nspname = 'stopover'"))
                .isEmpty();
        assertThat(copies()).isEmpty();
    }

    @Test
    void aSignalEndsItWithinTwoSecondsAndTheCopyIsDropped() throws SQLException {
        // Given
        StopoverProcess.Result stopped;
        long millis;
        try (Connection holder = hold();
                StopoverProcess process = StopoverProcess.start(database, arguments())) {
            awaitDump();

            // When
            long sent = System.nanoTime();
            process.signal("TERM");
            stopped = process.await();
            millis = Duration.ofNanos(System.nanoTime() - sent).toMillis();
        }

        // Then
        assertThat(stopped.exitCode()).as(stopped.stderr()).isEqualTo(143);
        assertThat(millis).isLessThan(2_000);
        assertThat(copies()).isEmpty();
    }

    @Test
    void theCopyOfARehearsalThatWasKilledIsDroppedByTheNextOne() throws SQLException {
        // Given
        try (Connection holder = hold();
                StopoverProcess process = StopoverProcess.start(database, arguments())) {
            awaitDump();
            process.kill();
            process.await();
        }
        List<String> left = copies();
        await().until(() -> Massava.column(
                        database, "select pid from pg_stat_activity where application_name = 'stopover rehearsal'")
                .isEmpty());

        // When
        StopoverProcess.Result next = StopoverProcess.run(database, arguments("--to", "expand"));

        // Then
        assertThat(left).hasSize(1);
        assertThat(next.exitCode()).as(next.stdout() + next.stderr()).isZero();
        assertThat(next.stdout()).contains("dropped " + left.get(0) + ", which a rehearsal that was killed had left");
        assertThat(copies()).isEmpty();
        assertThat(dumps.toFile().list()).isEmpty();
    }

    @Test
    void aBrokenUndoInAPlainFolderFailsTheRehearsal() throws IOException {
        // Given
        Database source = TestServer.newDatabase();
        Database copy = TestServer.newDatabase();
        Files.writeString(dumps.resolve("V1__a.sql"), "create table a (id int);");
        Files.writeString(dumps.resolve("U1__a.sql"), "drop table a;");
        Files.writeString(dumps.resolve("V2__b.sql"), "create table b (id int);");
        Files.writeString(dumps.resolve("U2__b.sql"), "-- Gone?\ndrop table c;");

        // When
        StopoverProcess.Result result = StopoverProcess.run(
                source,
                "rehearse",
                "--plan",
                dumps.toString(),
                "--copy-url",
                "postgresql://postgres@" + copy.settings().hosts() + "/"
                        + copy.settings().database(),
                "--copy-is-disposable");

        // Then
        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(5);
        assertThat(result.stdout())
                .contains("U2__b.sql:2: ERROR: table \"c\" does not exist")
                .containsPattern("V1__a.sql .* undo restored")
                .containsPattern("V2__b.sql .* undo broken");
    }

    private String[] arguments(String... more) {
        return Stream.concat(
                        Stream.of("rehearse", "--plan", "massava", "--backup-dir", dumps.toString()),
                        Arrays.stream(more))
                .toArray(String[]::new);
    }

    /** Keeps pg_dump waiting for a table. */
    private Connection hold() throws SQLException {
        Connection holder = database.connect("holder");
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("lock table bookings in access exclusive mode");
        }
        return holder;
    }

    private void awaitDump() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Massava.one(database, """
                        select exists (
                          select
                          from pg_locks
                          where not granted
                            and relation = 'bookings'::regclass)
                        """).equals("t"));
    }

    private List<String> copies() {
        return Massava.column(
                database,
                "select datname from pg_database where datname like '"
                        + database.settings().database() + "\\_rehearsal\\_%'");
    }

    private List<String> rows() {
        return Massava.column(database, """
                select format('%s %s', relname, (xpath('/row/c/text()',
                         query_to_xml(format('select count(*) || '' '' || sum(hashtextextended(t::text, 0)) as c from %I t',
                                             relname), false, true, '')))[1])
                from pg_class
                where relkind = 'r'
                  and relnamespace = 'public'::regnamespace
                order by 1
                """);
    }
}

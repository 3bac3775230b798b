package dev.stopover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.plan.Plan;
import dev.stopover.plan.PlanFolder;
import dev.stopover.plan.PlanReader;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlagsTest {
    private static final String ON_FOR =
            "select i from generate_series(1, 2000) i where stopover.enabled('persons', i::text) order by i";
    private static final String ON = "select stopover.enabled('persons')";

    @TempDir
    Path folder;

    private final Database database = TestServer.newDatabase();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final RunProgress progress = new RunProgress(new RunView(
            "trip",
            Optional.empty(),
            "",
            Optional.empty(),
            "",
            RunView.Progress.NONE,
            Optional.empty(),
            List.of(),
            false));

    @BeforeEach
    void writePlan() throws IOException {
        progress.onEvent(events::add);
        TestServer.execute(database, """
                create table people (id bigint primary key, name text);
                insert into people select i, 'p' || i from generate_series(1, 100) i;
                """);
        write("plan.yaml", """
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
                    flags: { persons: 20% }
                  - name: cutover
                    kind: cutover
                    flags: { persons: 100%, other: 0.5% }
                """);
        write("expand/V2__persons.sql", "create table persons (id bigint primary key, name text);");
        write("expand/U2__persons.sql", "drop table persons;");
        write("cutover/V3__view.sql", "create view everybody as select name from persons;");
        write("cutover/U3__view.sql", "drop view everybody;");
    }

    @Test
    void isOffForEveryKeyBeforeItsFirstPhaseAndWhenNobodyKnowsIt() throws Exception {
        // When
        migrate("expand");

        // Then
        assertThat(texts(ON_FOR)).isEmpty();
        assertThat(texts("select stopover.enabled('nobody', '1')")).containsExactly("f");
        assertThat(texts("select stopover.enabled(null, '1')")).containsExactly("f");
    }

    @Test
    void isOnForTheSameKeysOnEveryServerAndForMoreOfThemWhenTheShareGrows() throws Exception {
        // Given
        migrate("migrate");
        List<String> fifth = texts(ON_FOR);

        // When
        write("plan.yaml", Files.readString(folder.resolve("plan.yaml")).replace("20%", "60.25%"));
        migrate("migrate");

        // Then
        assertThat(fifth).isEqualTo(keysBelow(2000)).hasSizeBetween(320, 480);
        assertThat(texts(ON_FOR)).isEqualTo(keysBelow(6025)).containsAll(fifth);
        assertThat(texts(ON)).as("without a key, a share is not enough").containsExactly("f");
        assertThat(texts("select message from stopover.event where kind = 'flag' order by id"))
                .containsExactly(
                        "flag persons: 20.00 % after phase migrate",
                        "flag persons: 100.00 % after phase cutover",
                        "flag other: 0.50 % after phase cutover",
                        "flag persons: 60.25 % after phase migrate");
    }

    @Test
    void goesBackToWhatTheEarlierPhaseSaysAndThenOff() throws Exception {
        // Given
        migrate("cutover");
        List<String> all = texts(ON);

        // When
        rollback(Optional.of("migrate"));
        List<String> some = texts(ON_FOR);
        rollback(Optional.empty());

        // Then
        assertThat(all).containsExactly("t");
        assertThat(some).isEqualTo(keysBelow(2000));
        assertThat(texts(ON_FOR)).isEmpty();
    }

    @Test
    void isOffBeforeAnythingIsTakenBackAndWaitsForWhoeverMayHaveSeenItOn() throws Exception {
        // Given
        migrate("cutover");

        try (Connection application = database.connect("application");
                Statement statement = application.createStatement()) {
            statement.execute("set application_name = 'web'");
            application.setAutoCommit(false);
            statement.execute("select stopover.enabled('persons')");

            // When
            CompletableFuture<Void> rollback = CompletableFuture.runAsync(() -> rollback(Optional.of("migrate")));
            await().until(() ->
                    texts("select stopover.phase_state('trip', 'cutover')").contains("rolling-back"));
            await().until(() ->
                    events.stream().anyMatch(event -> event.contains("application web, idle in transaction")));

            // Then
            assertThat(texts(ON)).containsExactly("f");
            statement.execute("insert into persons values (1000, 'written by one who saw it on')");
            application.commit();
            rollback.join();
        }
        assertThat(texts("select name from people where id = 1000")).containsExactly("written by one who saw it on");
        assertThat(texts("select to_regclass('everybody')")).containsExactly((String) null);
    }

    @Test
    void isNotTakenBackWhileSomebodyStillMaySeeItOn() throws Exception {
        // Given
        migrate("cutover");

        try (Connection application = database.connect("application");
                Statement statement = application.createStatement()) {
            statement.execute("set application_name = 'web'");
            application.setAutoCommit(false);
            statement.execute("select stopover.enabled('persons')");

            // When
            assertThatThrownBy(() -> runner(Duration.ofMillis(200)).rollback(plan(), Optional.of("migrate"), false))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("application web");
        }

        // Then
        assertThat(texts(ON)).containsExactly("f");
        assertThat(texts("select to_regclass('everybody')")).containsExactly("everybody");
        rollback(Optional.of("migrate"));
        assertThat(texts("select stopover.phase_state('trip', 'cutover')")).containsExactly("rolled-back");
    }

    @Test
    void staysOnWhileACompletedPhaseThatGrewFails() throws Exception {
        // Given
        migrate("cutover");
        write("cutover/V4__more.sql", "select 1 / 0;");
        write("cutover/U4__more.sql", "select 1;");

        // When
        assertThatThrownBy(() -> migrate("cutover")).isInstanceOf(FailedException.class);

        // Then
        assertThat(texts("select stopover.phase_state('trip', 'cutover')")).containsExactly("failed");
        assertThat(texts(ON)).containsExactly("t");
    }

    @Test
    void isOffAgainOnceThePlanNoLongerHasIt() throws Exception {
        // Given
        migrate("cutover");

        // When
        write("plan.yaml", Files.readString(folder.resolve("plan.yaml")).replaceAll("(?m)^ *flags: .*\n", ""));
        migrate("cutover");

        // Then
        assertThat(texts(ON)).containsExactly("f");
        assertThat(texts("select name from stopover.flag")).isEmpty();
    }

    @Test
    void belongsToOnePlanOfADatabase() throws Exception {
        // Given
        migrate("cutover");
        write("plan.yaml", """
                plan: other
                baseline: 1
                phases:
                  - name: expand
                    kind: expand
                    checks: [ { name: one, sql: "select 1", expect: 1 } ]
                    flags: { persons: 100% }
                """);

        // When / Then
        Plan other = PlanReader.read(PlanFolder.directory(onlyPlan()));
        assertThatThrownBy(() -> runner(Duration.ofSeconds(10)).migrate(other, Optional.empty()))
                .isInstanceOf(BlockedException.class)
                .hasMessageContaining("persons (plan trip)");
        assertThat(texts("select plan from stopover.flag where name = 'persons'"))
                .containsExactly("trip");
    }

    @Test
    void everyRoleMayAskForFlagsAndStatesAndForNothingElse() throws Exception {
        // Given
        migrate("cutover");
        String role = "app_" + database.settings().database();
        TestServer.execute(database, "create role " + role + " login");
        Database asRole = new Database(new DatabaseSettings(
                database.settings().hosts(),
                database.settings().database(),
                role,
                Optional.empty(),
                database.settings().parameters()));

        // When / Then
        assertThat(texts(asRole, ON)).containsExactly("t");
        assertThat(texts(asRole, "select stopover.phase_state('trip', 'cutover')"))
                .containsExactly("completed");
        assertThat(texts(asRole, """
                        select p.proname
                        from pg_proc p
                        where p.pronamespace = 'stopover'::regnamespace
                          and has_function_privilege(p.oid, 'execute')
                        order by p.proname
                        """)).containsExactly("enabled", "phase_state");
        assertThat(texts(asRole, """
                        select c.relname
                        from pg_class c
                        where c.relnamespace = 'stopover'::regnamespace
                          and case c.relkind
                                when 'S' then has_sequence_privilege(c.oid, 'usage, select, update')
                                when 'r' then has_table_privilege(c.oid, 'select, insert, update, delete, truncate')
                                              or has_any_column_privilege(c.oid, 'select, insert, update')
                                else false
                              end
                        """)).isEmpty();
        assertThat(texts(asRole, "select has_schema_privilege('stopover', 'create')"))
                .containsExactly("f");
        assertThat(texts("select count(*) > 5 from pg_proc where pronamespace = 'stopover'::regnamespace"))
                .as("sync has made functions that it could be allowed to call")
                .containsExactly("t");
    }

    /** The keys for which a flag is on, computed as the page about flags tells it. */
    private static List<String> keysBelow(int share) {
        return IntStream.rangeClosed(1, 2000)
                .mapToObj(String::valueOf)
                .filter(key -> bucket("persons/" + key) < share)
                .toList();
    }

    private static int bucket(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, Arrays.copyOf(hash, 4))
                    .mod(BigInteger.valueOf(10_000))
                    .intValue();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path onlyPlan() throws IOException {
        Path other = Files.createDirectories(folder.resolve("only"));
        return Files.copy(folder.resolve("plan.yaml"), other.resolve("plan.yaml"))
                .getParent();
    }

    private void migrate(String to) {
        runner(Duration.ofSeconds(30)).migrate(plan(), Optional.of(to));
    }

    private void rollback(Optional<String> to) {
        runner(Duration.ofSeconds(30)).rollback(plan(), to, true);
    }

    private Plan plan() {
        return PlanReader.read(PlanFolder.directory(folder));
    }

    private PlanRunner runner(Duration wait) {
        EntityReader none = (unit, within) -> new EntityReader.Reading(0, List.of());
        RunSettings standard = RunSettings.DEFAULT;
        RunSettings settings = new RunSettings(
                wait,
                standard.reconnectFor(),
                standard.lockTimeout(),
                standard.lockRetryFor(),
                standard.statementTimeout(),
                1,
                standard.onFailure(),
                standard.gates(),
                standard.throttle(),
                standard.backup(),
                standard.keys(),
                standard.witness());
        return new PlanRunner(
                database,
                settings,
                new RunContext("test", "here"),
                new ProgressReporter(progress),
                new StopSignal(),
                none);
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private List<String> texts(String sql) throws SQLException {
        return texts(database, sql);
    }

    private static List<String> texts(Database on, String sql) throws SQLException {
        try (Connection connection = on.open("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}

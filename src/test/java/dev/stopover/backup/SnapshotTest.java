package dev.stopover.backup;

import static dev.stopover.backup.BackupFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import dev.stopover.history.BackupRecord;
import dev.stopover.history.BackupState;
import dev.stopover.history.BackupTable;
import dev.stopover.history.FencedException;
import dev.stopover.history.PhaseState;
import dev.stopover.plan.Position;
import dev.stopover.plan.TableName;
import dev.stopover.plan.Transfer;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SnapshotTest {
    private final Database database = TestServer.newDatabase();

    @Test
    void copiesTheTablesThatThePhaseTouches() throws SQLException {
        // Given
        BackupFixture fixture = fixture("""
                create table source (id int primary key);
                create table target (id int primary key);
                create table looked_up (id int primary key);
                create table dropped (id int primary key);
                create table other (id int primary key);
                create schema "Old";
                create table "Old"."Odd ""Name" ("Co,l" int);
                insert into source values (1), (2);
                insert into "Old"."Odd ""Name" values (7);
                """)
                .transfers(transfer())
                .script("drop table dropped, missing; delete from \"Old\".\"Odd \"\"Name\"; select * from other;");

        // When
        BackupRecord snapshot = fixture.take().get(0);

        // Then
        assertThat(fixture.tables(snapshot))
                .extracting(table -> table + " " + table.rows())
                .containsExactly(
                        "Old.Odd \"Name 1",
                        "public.dropped 0",
                        "public.looked_up 0",
                        "public.source 2",
                        "public.target 0");
        assertThat(snapshot.state()).isEqualTo(BackupState.PROVEN);
        assertThat(snapshot.bytes().orElseThrow()).isPositive();
        assertThat(texts(database, "select id from " + snapshot.location() + ".source order by id"))
                .containsExactly("1", "2");
        assertThat(texts(database, "select \"Co,l\" from " + snapshot.location() + ".\"Odd \"\"Name\""))
                .containsExactly("7");
    }

    @Test
    void copiesAPartitionedTableAsAWhole() throws SQLException {
        // Given
        BackupFixture fixture = fixture("""
                create table log (id int, day date) partition by range (day);
                create table log_1 partition of log for values from ('2026-01-01') to ('2026-02-01');
                create table log_2 partition of log for values from ('2026-02-01') to ('2026-03-01')
                  partition by list (id);
                create table log_2a partition of log_2 default;
                insert into log values (1, '2026-01-05'), (2, '2026-02-05'), (3, '2026-02-06');
                """).script("drop table log_1; drop table log;");

        // When
        BackupRecord snapshot = fixture.take().get(0);

        // Then
        BackupTable table = fixture.tables(snapshot).get(0);
        assertThat(fixture.tables(snapshot)).hasSize(1);
        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.parts()).hasSize(2);
        assertThat(texts(database, "select count(*) from " + snapshot.location() + ".log"))
                .containsExactly("3");
    }

    @Test
    void copiesTablesThatInheritEachByItself() throws SQLException {
        // Given
        BackupFixture fixture = fixture("""
                create table parent (id int);
                create table child () inherits (parent);
                insert into parent values (1);
                insert into child values (2), (3);
                """).script("drop table parent cascade");

        // When
        BackupRecord snapshot = fixture.take().get(0);

        // Then
        assertThat(fixture.tables(snapshot))
                .extracting(table -> table.name() + " " + table.rows())
                .containsExactly("child 2", "parent 1");
    }

    @Test
    void copiesTheTablesOfASchemaThatIsDroppedAndOfAnotherSearchPath() throws SQLException {
        // Given
        BackupFixture fixture = fixture("""
                create schema old;
                create schema hidden;
                create table old.a (id int);
                create table hidden.b (id int);
                create table hidden.c (id int);
                """).script("drop schema old cascade; set search_path = hidden; drop table b;");

        // When
        BackupRecord snapshot = fixture.take().get(0);

        // Then
        assertThat(fixture.tables(snapshot)).extracting(BackupTable::toString).containsExactly("hidden.b", "old.a");
    }

    @Test
    void keepsTablesOfOneNameApart() throws SQLException {
        // Given
        String longName = "n".repeat(63);
        BackupFixture fixture = fixture("""
                create schema s;
                create table %1$s (id int);
                create table s.%1$s (id int);
                insert into s.%1$s values (1);
                """.formatted(longName)).script("drop table %1$s, s.%1$s".formatted(longName));

        // When
        BackupRecord snapshot = fixture.take().get(0);

        // Then
        assertThat(fixture.tables(snapshot))
                .extracting(table -> table.copy().orElseThrow())
                .containsExactly(longName, "n".repeat(61) + "_2");
        assertThat(texts(database, "select id from " + snapshot.location() + "." + "n".repeat(61) + "_2"))
                .containsExactly("1");
    }

    @Test
    void doesNotKeepAPhaseFromDroppingTypes() throws SQLException {
        // Given
        BackupFixture fixture = fixture("""
                create type mood as enum ('sad', 'happy');
                create domain yes as boolean;
                create table person (id int, felt mood, feels mood[], sure yes);
                insert into person values (1, 'happy', '{sad,happy}', true), (2, null, null, null);
                """).script("drop table person; drop type mood;");

        // When
        BackupRecord snapshot = fixture.take().get(0);
        TestServer.execute(database, "drop table person; drop type mood; drop domain yes;");

        // Then
        assertThat(texts(database, "select p::text from " + snapshot.location() + ".person p order by id"))
                .containsExactly("(1,happy,\"{sad,happy}\",t)", "(2,,,)");
    }

    @Test
    void isOfOneMomentAndLetsWritersGoOn() throws SQLException {
        // Given: a snapshot that waits for its second table
        BackupFixture fixture = fixture("""
                create table a (n int);
                create table b (n int);
                insert into a values (1);
                insert into b values (1);
                """).script("delete from a; delete from b;");
        try (Connection blocker = database.connect("blocker");
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("lock table b in access exclusive mode");
            CompletableFuture<BackupRecord> taking = CompletableFuture.supplyAsync(() -> takeUnchecked(fixture));
            await().until(() -> waiting("lock table"));

            // When: both tables change before the snapshot has all its locks
            statement.execute("update b set n = 2");
            try (Connection writer = database.connect("writer");
                    Statement write = writer.createStatement()) {
                write.execute("set lock_timeout = '2s'");
                write.execute("update a set n = 2");
            }
            blocker.commit();
            BackupRecord snapshot = taking.join();

            // Then
            assertThat(texts(database, "select n from " + snapshot.location() + ".a"))
                    .containsExactly("2");
            assertThat(texts(database, "select n from " + snapshot.location() + ".b"))
                    .containsExactly("2");
        }
    }

    @Test
    void isRefusedWhenItWouldBeTooLarge() throws SQLException {
        // Given
        BackupFixture fixture = fixture("create table big as select generate_series(1, 50000) as id")
                .script("drop table big")
                .settings(with(ByteSize.parse("100kB"), Duration.ofSeconds(30)));

        // When
        assertThatThrownBy(fixture::take)
                // Then
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("a snapshot may take up 100 kB");
        assertThat(fixture.problems()).extracting(BackupProblem::topic).containsExactly("snapshot");
        assertThat(schemas()).isEmpty();
    }

    @Test
    void saysThatATableIsLocked() throws SQLException {
        // Given
        BackupFixture fixture = fixture("create table a (id int)")
                .script("drop table a")
                .settings(with(ByteSize.parse("1GB"), Duration.ofMillis(100)));
        try (Connection other = database.connect("other");
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table a");

            // When
            assertThatThrownBy(fixture::take)
                    // Then
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("did not get to read a table");
        }
    }

    @Test
    void leavesNothingWhenItIsStopped() throws SQLException {
        // Given
        BackupFixture fixture = fixture("create table a (id int)").script("drop table a");
        try (Connection other = database.connect("other");
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table a");
            CompletableFuture<BackupRecord> taking = CompletableFuture.supplyAsync(() -> takeUnchecked(fixture));
            await().until(() -> waiting("lock table"));

            // When
            fixture.stop.stop(ExitCode.TERMINATED);

            // Then
            assertThatThrownBy(taking::join).hasRootCauseInstanceOf(SQLException.class);
            assertThatThrownBy(fixture.stop::check).isInstanceOf(StoppedException.class);
        }
        assertThat(schemas()).isEmpty();
        assertThat(fixture.recorded()).isEmpty();
    }

    @Test
    void isNotTakenByARunThatWasTakenOver() throws SQLException {
        // Given
        BackupFixture fixture = fixture("create table a (id int)").script("drop table a");
        Backups old = fixture.backups();
        fixture.takeOver();

        // When
        assertThatThrownBy(() -> old.take(fixture.plan(), fixture.phase()))
                // Then
                .isInstanceOf(FencedException.class);
        assertThat(schemas()).isEmpty();
    }

    @Test
    void isKeptWhenThePhaseIsResumedAndTakenAnewWhenItBeginsAgain() throws SQLException {
        // Given
        BackupFixture fixture =
                fixture("create table a (id int); insert into a values (1);").script("delete from a");
        BackupRecord first = fixture.take().get(0);
        TestServer.execute(database, "delete from a");

        // When: the run is killed and another one resumes, then the phase is rolled back and begins again
        fixture.takeOver();
        BackupRecord resumed = fixture.enter(PhaseState.RUNNING).take().get(0);
        fixture.enter(PhaseState.FAILED).enter(PhaseState.ROLLING_BACK).enter(PhaseState.ROLLED_BACK);
        BackupRecord again = fixture.enter(PhaseState.RUNNING).take().get(0);

        // Then
        assertThat(resumed.id()).isEqualTo(first.id());
        assertThat(again.id()).isNotEqualTo(first.id());
        assertThat(fixture.heard)
                .containsExactly(
                        "taken snapshot " + first.id(), "kept snapshot " + first.id(), "taken snapshot " + again.id());
        assertThat(schemas()).containsExactlyInAnyOrder(first.location(), again.location());
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop schema %s cascade", "delete from %s.a"})
    void isMissedBeforeAPhaseThatHasDroppedATableGoesOn(String loss) throws SQLException {
        // Given
        BackupFixture fixture = fixture("create table a (id int); create table b (id int); insert into a values (1);")
                .script("drop table a; drop table b");
        BackupRecord snapshot = fixture.take().get(0);
        TestServer.execute(database, "drop table a");
        TestServer.execute(database, loss.formatted(snapshot.location()));
        fixture.takeOver();

        // When
        assertThatThrownBy(fixture::take)
                // Then
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("phase contract does not go on without its backup: ");
        assertThat(fixture.recorded()).hasSize(1);
    }

    @Test
    void isOnlyRemovedByHandAndNotWhileItsPhaseMayNeedIt() throws SQLException {
        // Given
        BackupFixture fixture = fixture("create table a (id int)").script("drop table a");
        BackupRecord snapshot = fixture.take().get(0);

        // When
        try (Connection connection = database.connect("test")) {
            assertThatThrownBy(() -> BackupRemoval.remove(connection, snapshot.id()))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("which is running and may need it");
            fixture.enter(PhaseState.COMPLETED);
            BackupRemoval.remove(connection, snapshot.id());
        }

        // Then
        assertThat(schemas()).isEmpty();
        assertThat(fixture.recorded()).extracting(BackupRecord::state).containsExactly(BackupState.REMOVED);
    }

    private BackupFixture fixture(String schema) throws SQLException {
        return BackupFixture.on(database, schema).enter(PhaseState.RUNNING);
    }

    private List<String> schemas() {
        return texts(database, "select nspname from pg_namespace where nspname like 'stopover\\_backup%'");
    }

    private boolean waiting(String query) {
        return texts(database, """
                select pid
                from pg_stat_activity
                where datname = current_database()
                  and wait_event_type = 'Lock'
                  and query like '%s%%'
                """.formatted(query)).size() == 1;
    }

    private static BackupRecord takeUnchecked(BackupFixture fixture) {
        try {
            return fixture.take().get(0);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BackupSettings with(ByteSize limit, Duration lockTimeout) {
        BackupSettings standard = BackupSettings.DEFAULT;
        return new BackupSettings(
                standard.directory(),
                standard.programs(),
                limit,
                standard.jobs(),
                standard.prove(),
                lockTimeout,
                standard.archiveWait());
    }

    private static Transfer transfer() {
        return new Transfer(
                "move",
                table("source"),
                "s",
                List.of(),
                List.of(new Transfer.Join("l", table("looked_up"), "l.id = s.id", Transfer.Join.Type.LEFT, true)),
                List.of(),
                table("target"),
                Map.of("id", "s.id"),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                new Position("plan.yaml", 1, 1));
    }

    private static TableName table(String name) {
        return new TableName(Optional.empty(), name);
    }
}

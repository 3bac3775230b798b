package dev.stopover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.database.Fingerprint;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.RolledBackException;
import dev.stopover.failure.StoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicPhasesTest {
    private static final List<String> ALL_COMPLETED =
            List.of("expand completed", "migrate completed", "cutover completed", "contract pending");

    @TempDir
    private Path folder;

    private FolderTrip trip;

    @BeforeEach
    void writePlan() throws IOException {
        trip = new FolderTrip(folder);
        trip.execute("""
                create table old_people (id int primary key, name text not null);
                insert into old_people select n, 'person ' || n from generate_series(1, 5000) n
                """);
        trip.write("plan.yaml", """
                plan: together
                baseline: 1
                atomic: true
                phases:
                  - { name: expand, kind: expand }
                  - name: migrate
                    kind: migrate
                    transfers:
                      - name: people
                        from: old_people p
                        into: people
                        columns: { id: p.id, name: p.name }
                    checks:
                      - { name: all arrived, equal: people }
                      - { name: few enough, sql: select count(*) from people, at-most: 5000 }
                  - { name: cutover, kind: cutover }
                  - { name: contract, kind: contract, approval: required }
                """);
        trip.write("expand/V2__people.sql", "create table people (id int primary key, name text);");
        trip.write("expand/U2__people.sql", "drop table people;");
        trip.write("cutover/V3__named.sql", "alter table people alter name set not null;");
        trip.write("cutover/U3__named.sql", "alter table people alter name drop not null;");
        trip.write("contract/V4__old.sql", "drop table old_people;");
        trip.write("contract/U4__old.sql", "create table old_people (id int primary key, name text not null);");
    }

    @Test
    void phasesOfAnAtomicPlanRunInOneTransaction() throws SQLException {
        RunResult result = trip.runner().migrate(trip.plan(), Optional.of("cutover"));

        assertThat(trip.states()).isEqualTo(ALL_COMPLETED);
        assertThat(result.phases())
                .extracting(RunResult.PhaseResult::name)
                .containsExactly("expand", "migrate", "cutover");
        assertThat(trip.texts("select count(*) from people")).containsExactly("5000");
        assertThat(trip.texts("select version from flyway_schema_history order by installed_rank"))
                .containsExactly("1", "2", "3");
        assertThat(trip.events).contains("phases expand, migrate, cutover run in one transaction");
    }

    @Test
    void nothingIsToBeSeenBeforeTheCommit() throws Exception {
        holdAt(5000);
        try (Connection connection = trip.database.open("holder");
                Statement holder = connection.createStatement()) {
            holder.execute("select pg_advisory_lock(77)");
            CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(this::migrateToCutover);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::waitsForAdvisoryLock);

            assertThat(trip.texts("select to_regclass('people') is null")).containsExactly("t");
            assertThat(trip.texts("select count(*) from stopover.chunk")).containsExactly("0");
            assertThat(trip.texts("select state from stopover.phase order by position"))
                    .containsExactly("running", "pending", "pending", "pending");

            holder.execute("select pg_advisory_unlock(77)");
            run.join();
        }
        assertThat(trip.states()).isEqualTo(ALL_COMPLETED);
    }

    @Test
    void whatTheApplicationWritesMeanwhileIsCarriedOver() throws Exception {
        holdAt(2500);
        CompletableFuture<Void> writes;
        try (Connection connection = trip.database.open("holder");
                Statement holder = connection.createStatement()) {
            holder.execute("select pg_advisory_lock(77)");
            CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(this::migrateToCutover);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::waitsForAdvisoryLock);
            writes = CompletableFuture.runAsync(() -> {
                trip.execute("update old_people set name = 'changed' where id <= 10");
                trip.execute("delete from old_people where id = 4000");
                trip.execute("insert into old_people values (9000, 'late')");
            });
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !trip.texts("""
                            select 1
                            from pg_stat_activity
                            where datname = current_database()
                              and query like 'update old_people%'
                              and wait_event_type = 'Lock'
                            """).isEmpty());
            holder.execute("select pg_advisory_unlock(77)");
            run.join();
        }
        writes.get(30, TimeUnit.SECONDS);

        assertBothSidesEqual();
        assertThat(trip.texts("select name from people where id in (10, 9000) order by id"))
                .containsExactly("changed", "late");
    }

    /** Its snapshot is older than the transaction, so that its trigger does not see the row that it should change. */
    @Test
    void aWriterWithAnOldSnapshotIsSetRightBehindTheTransaction() throws Exception {
        CompletableFuture<RunResult> run;
        try (Connection writer = trip.database.open("writer");
                Statement statement = writer.createStatement()) {
            writer.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            writer.setAutoCommit(false);
            statement.executeQuery("select count(*) from pg_class");
            run = CompletableFuture.supplyAsync(this::migrateToCutover);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> trip.texts("select to_regclass('people') is not null")
                            .equals(List.of("t")));
            statement.execute("delete from old_people where id = 7");
            writer.commit();
        }
        run.get(60, TimeUnit.SECONDS);

        assertBothSidesEqual();
        assertThat(trip.texts("select count(*) from people where id = 7")).containsExactly("0");
    }

    @Test
    void aFailedCheckLeavesNothingOfAnyPhase() throws Exception {
        Fingerprint before = trip.fingerprint();
        trip.replace("plan.yaml", "at-most: 5000", "at-most: 4999");

        assertThatThrownBy(this::migrateToCutover)
                .isInstanceOf(RolledBackException.class)
                .hasMessageContaining("few enough");

        assertThat(trip.texts("select to_regclass('people') is null")).containsExactly("t");
        assertThat(before.differencesTo(trip.fingerprint())).isEmpty();
        assertThat(trip.states())
                .containsExactly("expand rolled-back", "migrate pending", "cutover pending", "contract pending");
        trip.replace("plan.yaml", "at-most: 4999", "at-most: 5000");
        migrateToCutover();
        assertThat(trip.states()).isEqualTo(ALL_COMPLETED);
    }

    @Test
    void aLastPhaseThatFailsTakesTheFirstBackToo() throws Exception {
        trip.write("cutover/V3__named.sql", "alter table people add check (name <> 'person 3');");

        assertThatThrownBy(this::migrateToCutover)
                .isInstanceOf(RolledBackException.class)
                .hasMessageContaining("cutover/V3__named.sql:1");

        assertThat(trip.texts("select to_regclass('people') is null")).containsExactly("t");
        assertThat(trip.texts("select to_regclass('flyway_schema_history') is null"))
                .containsExactly("t");
    }

    @Test
    void aRunThatIsStoppedLeavesNothingAndBeginsAnew() throws Exception {
        holdAt(5000);
        try (Connection connection = trip.database.open("holder");
                Statement holder = connection.createStatement()) {
            holder.execute("select pg_advisory_lock(77)");
            CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(this::migrateToCutover);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::waitsForAdvisoryLock);
            trip.stop.stop(ExitCode.TERMINATED);

            assertThatThrownBy(run::join).hasCauseInstanceOf(StoppedException.class);
        }
        assertThat(trip.texts("select to_regclass('people') is null")).containsExactly("t");

        FolderTrip again = trip.again();
        again.migrate(Optional.of("cutover"));
        assertThat(again.states()).isEqualTo(ALL_COMPLETED);
        assertBothSidesEqual();
    }

    @Test
    void whenOthersAreInTheWayEverythingIsTakenBackAndBegunAnew() throws Exception {
        CompletableFuture<RunResult> run;
        try (Connection writer = trip.database.open("writer");
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("update old_people set name = 'mine' where id = 1");
            run = CompletableFuture.supplyAsync(this::migrateToCutover);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> List.copyOf(trip.events).stream()
                            .anyMatch(event -> event.startsWith("others were in the way")));
            // The runner holds no lock while it pauses, so that this neither waits nor dies.
            statement.execute("set statement_timeout = '5s'");
            statement.execute("update old_people set name = 'mine' where id = 2");
            writer.commit();
        }
        run.get(60, TimeUnit.SECONDS);

        assertThat(trip.states()).isEqualTo(ALL_COMPLETED);
        assertThat(trip.texts("select name from people where id <= 2")).containsOnly("mine");
    }

    @Test
    void whatIsBuiltConcurrentlyElsewhereIsBuiltInTheTransaction() throws Exception {
        trip.write("cutover/V3__named.sql", """
                alter table people alter name set not null;
                create index concurrently people_name on people (name);
                """);
        trip.write("cutover/U3__named.sql", """
                drop index concurrently if exists people_name;
                alter table people alter name drop not null;
                """);

        migrateToCutover();

        assertThat(trip.states()).isEqualTo(ALL_COMPLETED);
        assertThat(trip.texts("select indisvalid from pg_index where indexrelid = 'people_name'::regclass"))
                .containsExactly("t");
        assertThat(trip.texts("select count(*) from stopover.statement")).containsExactly("0");
        trip.rollback(Optional.of("migrate"), false);
        assertThat(trip.texts("select to_regclass('people_name') is null")).containsExactly("t");
    }

    @Test
    void anAtomicPhaseIsATransactionOfItsOwn() throws Exception {
        trip.replace("plan.yaml", "atomic: true", "live: true");
        trip.replace("plan.yaml", "    kind: migrate", "    kind: migrate\n    atomic: true");
        trip.replace("plan.yaml", "at-most: 5000", "at-most: 4999");

        assertThatThrownBy(this::migrateToCutover).isInstanceOf(RolledBackException.class);

        assertThat(trip.states())
                .containsExactly("expand completed", "migrate rolled-back", "cutover pending", "contract pending");
        assertThat(trip.texts("select count(*) from people")).containsExactly("0");
        assertThat(trip.texts("select count(*) from stopover.transfer")).containsExactly("0");
        trip.replace("plan.yaml", "at-most: 4999", "at-most: 5000");
        migrateToCutover();
        assertThat(trip.states()).isEqualTo(ALL_COMPLETED);
    }

    @Test
    void toOnePhaseAtATimeItRunsPhased() throws SQLException {
        trip.migrate(Optional.of("expand"));
        assertThat(trip.states())
                .containsExactly("expand completed", "migrate pending", "cutover pending", "contract pending");
        trip.migrate(Optional.of("migrate"));
        trip.migrate(Optional.of("cutover"));

        assertThat(trip.states()).isEqualTo(ALL_COMPLETED);
        trip.execute("insert into old_people values (9001, 'after')");
        assertBothSidesEqual();
    }

    @Test
    void thereIsAWayBackFromEachPhaseOfIt() throws SQLException {
        Fingerprint before = trip.fingerprint();
        migrateToCutover();
        trip.execute("update people set name = 'new side' where id = 1");

        trip.rollback(Optional.empty(), false);

        assertThat(before.differencesTo(trip.fingerprint())).isEmpty();
        assertThat(trip.texts("select name from old_people where id = 1")).containsExactly("new side");
    }

    @Test
    void cutOverOpensAgainWhatGoingBackHasClosed() throws SQLException {
        migrateToCutover();
        trip.rollback(Optional.of("migrate"), false);
        assertThatThrownBy(() -> trip.execute("""
                        set application_name = 'shop';
                        update people set name = 'lost' where id = 1
                        """)).hasStackTraceContaining("is closed");

        migrateToCutover();

        trip.execute("""
                set application_name = 'shop';
                update people set name = 'kept' where id = 1
                """);
        assertBothSidesEqual();
    }

    @Test
    void aPhaseWithAClosedGateIsNotPartOfIt() throws SQLException {
        assertThatThrownBy(() -> trip.migrate()).isInstanceOf(BlockedException.class);
        assertThat(trip.states()).isEqualTo(ALL_COMPLETED);

        trip.approve("contract");
        trip.migrate();

        assertThat(trip.texts("select to_regclass('old_people') is null")).containsExactly("t");
    }

    @Test
    void aContractThatFailsLeavesTheOldTables() throws Exception {
        migrateToCutover();
        trip.write("contract/V4__old.sql", "drop table old_people; select 1 / 0;");
        trip.approve("contract");

        assertThatThrownBy(() -> trip.migrate()).isInstanceOf(RolledBackException.class);

        trip.execute("insert into old_people values (9002, 'still in sync')");
        assertBothSidesEqual();
    }

    /** Whoever inserts that person waits for a lock that the test has. */
    private void holdAt(int id) throws IOException {
        trip.write("expand/V2__people.sql", """
                create table people (id int primary key, name text);
                create function hold() returns trigger language plpgsql as $$
                begin
                    if new.id = %d then
                        perform pg_advisory_xact_lock(77);
                    end if;
                    return new;
                end $$;
                create trigger hold before insert on people for each row execute function hold();
                """.formatted(id));
    }

    private RunResult migrateToCutover() {
        return trip.migrate(Optional.of("cutover"));
    }

    private boolean waitsForAdvisoryLock() throws SQLException {
        return !trip.texts("""
                select 1
                from pg_stat_activity
                where datname = current_database()
                  and application_name like 'stopover%'
                  and wait_event = 'advisory'
                """).isEmpty();
    }

    private void assertBothSidesEqual() throws SQLException {
        assertThat(trip.texts("""
                select coalesce(o.id, n.id)
                from old_people o
                full join people n on n.id = o.id
                where n.name is distinct from o.name
                """)).isEmpty();
    }
}

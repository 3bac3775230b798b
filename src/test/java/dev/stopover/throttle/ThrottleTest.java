package dev.stopover.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import dev.stopover.plan.Bound;
import dev.stopover.plan.LoadQuery;
import dev.stopover.plan.LoadReading;
import dev.stopover.plan.ThrottleLimits;
import dev.stopover.testing.TestServer;
import dev.stopover.transfer.TransferBuilder;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each reason is really there, in a real server; those that need a server of their own are in {@link ServerLoadTest}. */
@Timeout(60)
class ThrottleTest {
    private final Database database = TestServer.newDatabase();

    @Test
    void waitsWhileTheQueryIsOutOfBoundsAndGoesOnByItself() {
        // Given
        TestServer.execute(database, "create table load as select 9 as jobs");
        try (Held held = new Held(database, Held.only(atMost("select jobs from load", 5)))) {
            // When
            CompletableFuture<Void> next = held.next();
            await().until(() -> !held.verdicts.isEmpty());
            TestServer.execute(database, "update load set jobs = 7");
            await().until(() -> held.reason().contains("7"));
            boolean waits = !next.isDone();
            TestServer.execute(database, "update load set jobs = 5");
            next.join();

            // Then
            assertThat(waits).isTrue();
            assertThat(held.verdicts)
                    .extracting(Verdict::reason)
                    .containsExactly(
                            "the plan's throttle query gives 9, and should give at most 5",
                            "the plan's throttle query gives 7, and should give at most 5",
                            "");
            await().until(() -> held.records.size() == 2);
            assertThat(held.records)
                    .extracting(Verdict::stops)
                    .as("what it is only a little more of is not written down each second")
                    .containsExactly(true, false);
            assertThat(held.time.soFar()).isPositive();
        }
    }

    @Test
    void waitsWhileOthersHaveWaitedForALockForMoreThanASecond() throws SQLException {
        // Given
        TestServer.execute(database, "create table orders (id int primary key); insert into orders values (1)");
        try (Connection first = Held.application(database);
                Connection second = Held.application(database);
                Statement statement = first.createStatement();
                Held held = new Held(database, Held.only(LoadReading.LOCK_WAITS, 0))) {
            first.setAutoCommit(false);
            statement.execute("update orders set id = 2");
            CompletableFuture<Void> writer = Held.running(second, "update orders set id = 3");
            await().until(() -> {
                CompletableFuture<Void> asked = held.next();
                await().until(() -> asked.isDone() || !held.verdicts.isEmpty());
                return !held.verdicts.isEmpty();
            });
            CompletableFuture<Void> next = held.next();
            assertThat(next).isNotDone();

            // When
            first.rollback();
            next.join();

            // Then
            writer.join();
            assertThat(held.verdicts)
                    .extracting(Verdict::reason)
                    .containsExactly("1 sessions have waited for a lock for more than a second, more than 0", "");
        }
    }

    @Test
    void doesNotCountWhoWaitsForAnAdvisoryLock() throws SQLException {
        // Given
        try (Connection leader = Held.application(database);
                Connection standby = Held.application(database);
                Connection looker = database.connect("test");
                Statement statement = leader.createStatement()) {
            statement.execute("select pg_advisory_lock(7)");
            CompletableFuture<Void> waiting = Held.running(standby, "select pg_advisory_lock(7)");
            await().until(() -> one(looker, """
                    select count(*) = 1
                    from pg_locks
                    where not granted
                      and waitstart < clock_timestamp() - interval '1 second'
                      and database = (select oid from pg_database where datname = current_database())
                    """).equals("t"));

            // When
            try (Held held = new Held(database, Held.only(LoadReading.LOCK_WAITS, 0))) {
                held.next().join();

                // Then
                assertThat(held.verdicts).isEmpty();
            }
            statement.execute("select pg_advisory_unlock(7)");
            waiting.join();
        }
    }

    @Test
    void waitsWhileTooManySessionsOfOthersAreActive() throws SQLException {
        // Given
        try (Connection holder = database.connect("test");
                Connection busy = Held.application(database);
                Statement statement = holder.createStatement();
                Held held = new Held(database, Held.only(LoadReading.ACTIVE_SESSIONS, 0))) {
            statement.execute("select pg_advisory_lock(8)");
            CompletableFuture<Void> work = Held.running(busy, "select pg_advisory_lock(8)");
            await().until(() -> one(holder, "select count(*) from pg_stat_activity where wait_event = 'advisory'")
                    .equals("1"));

            // When
            CompletableFuture<Void> next = held.next();
            await().until(() -> !held.verdicts.isEmpty());
            statement.execute("select pg_advisory_unlock(8)");
            work.join();
            next.join();

            // Then
            assertThat(held.verdicts.get(0).reason()).isEqualTo("1 sessions are active, more than 0");
        }
    }

    @Test
    void goesSlowerWhileAVacuumWorksOnATableOfATransfer() throws SQLException {
        // Given
        TestServer.execute(database, """
                create table orders (id int, filler text) partition by range (id);
                create table orders_1 partition of orders for values from (0) to (100000);
                create table customers (id int, filler text);
                insert into orders select i, repeat('x', 500) from generate_series(1, 20000) i;
                insert into customers select i, repeat('x', 500) from generate_series(1, 20000) i;
                delete from orders where id % 2 = 0;
                delete from customers where id % 2 = 0;
                """);
        try (Connection vacuuming = Held.application(database);
                Statement statement = vacuuming.createStatement();
                Connection looker = database.connect("test");
                Held concerned = new Held(
                        database,
                        Held.only(LoadReading.AUTOVACUUM, 0),
                        TransferBuilder.transfer("move")
                                .from("orders", "o")
                                .into("elsewhere")
                                .build());
                Held unconcerned = new Held(
                        database,
                        Held.only(LoadReading.AUTOVACUUM, 0),
                        TransferBuilder.transfer("move")
                                .from("customers", "c")
                                .into("elsewhere")
                                .build())) {
            statement.execute("set vacuum_cost_delay = 100; set vacuum_cost_limit = 1");
            CompletableFuture<Void> vacuum = Held.running(vacuuming, "vacuum orders_1");
            await().until(() -> one(
                            looker, "select count(*) from pg_stat_progress_vacuum where relid = 'orders_1'::regclass")
                    .equals("1"));

            // When
            concerned.next().join();
            unconcerned.next().join();
            long asked = System.nanoTime();
            concerned.throttle.await(Duration.ofMillis(300), () -> false);
            Duration pause = Duration.ofNanos(System.nanoTime() - asked);

            // Then
            assertThat(concerned.verdicts).extracting(Verdict::reason).containsExactly("a vacuum works on orders_1");
            assertThat(concerned.verdicts).noneMatch(Verdict::stops);
            assertThat(pause).isBetween(Duration.ofMillis(300), Duration.ofMillis(900));
            assertThat(concerned.time.soFar()).isZero();
            assertThat(unconcerned.verdicts).isEmpty();
            one(
                    looker,
                    "select pg_terminate_backend(pid) from pg_stat_progress_vacuum where relid = 'orders_1'::regclass");
            assertThat(vacuum.handle((done, failure) -> failure))
                    .succeedsWithin(Duration.ofSeconds(30))
                    .isNotNull();
        }
    }

    @Test
    void waitsWhenTheQueryTakesTooLong() throws SQLException {
        // Given
        try (Connection looker = database.connect("test");
                Held held = new Held(database, Held.only(atMost("select count(*) from pg_sleep(60)", 5)))) {
            // When
            CompletableFuture<Void> next = held.next();
            await().until(() -> !held.verdicts.isEmpty());

            // Then
            assertThat(held.reason())
                    .startsWith("the plan's throttle query gives no value: ")
                    .contains("timeout");
            assertThat(next).isNotDone();
            held.stop.stop(ExitCode.TERMINATED);
            assertThat(next.handle((done, failure) -> failure).join()).hasCauseInstanceOf(StoppedException.class);
            held.close();
            await().until(() -> one(
                            looker,
                            "select count(*) from pg_stat_activity where application_name = 'stopover trip throttle' and datname = current_database()")
                    .equals("0"));
        }
    }

    @Test
    void holdsNoSnapshotBetweenTheReadings() throws SQLException {
        // Given
        try (Connection looker = database.connect("test");
                Held held = new Held(database, ThrottleLimits.USUAL)) {
            // When
            held.next().join();

            // Then
            await().until(() -> one(looker, """
                    select string_agg(state || coalesce(backend_xmin::text, ', no snapshot'), '')
                    from pg_stat_activity
                    where application_name = 'stopover trip throttle'
                      and datname = current_database()
                    """).equals("idle, no snapshot"));
        }
    }

    @Test
    void stopsWaitingWhenThereWillBeNoNextChunk() {
        // Given
        try (Held held = new Held(database, Held.only(atMost("select 9", 5)))) {
            CompletableFuture<Void> first = held.next();
            await().until(() -> !held.verdicts.isEmpty());

            // When
            held.throttle.await(Duration.ZERO, () -> true);

            // Then
            assertThat(first).isNotDone();
            held.stop.stop(ExitCode.TERMINATED);
            assertThatThrownBy(first::join).hasCauseInstanceOf(StoppedException.class);
        }
    }

    @Test
    void waitsUntilTheServerCanBeReadAgain() throws SQLException {
        // Given
        Database gone = new Database(new DatabaseSettings(
                database.settings().hosts(),
                "moved_" + database.settings().database(),
                "postgres",
                database.settings().password(),
                Map.of()));
        try (Held held = new Held(gone, ThrottleLimits.USUAL)) {
            // When
            CompletableFuture<Void> next = held.next();
            await().until(() -> !held.verdicts.isEmpty());
            boolean waits = !next.isDone();
            TestServer.execute(
                    TestServer.database("postgres"),
                    "alter database " + database.settings().database() + " rename to "
                            + gone.settings().database());
            next.join();

            // Then
            assertThat(waits).isTrue();
            assertThat(held.verdicts.get(0).reason())
                    .startsWith("the server's load cannot be read: ")
                    .contains("moved_");
        }
    }

    @Test
    void doesWithoutUsualReadingsThatTheRoleMayNotTakeAndWaitsForThoseThatWereAskedFor() throws SQLException {
        // Given
        TestServer.execute(database, """
                do $$ begin
                  create role poor_throttle login;
                exception when duplicate_object then null;
                end $$
                """);
        Database poor = new Database(new DatabaseSettings(
                database.settings().hosts(),
                database.settings().database(),
                "poor_throttle",
                database.settings().password(),
                Map.of()));
        try (Connection connection = poor.connect("test");
                Connection other = Held.application(database);
                Held usual = new Held(poor, ThrottleLimits.USUAL);
                Held asked = new Held(poor, Held.only(LoadReading.ACTIVE_SESSIONS, 100))) {
            // When
            usual.next().join();
            CompletableFuture<Void> next = asked.next();
            await().until(() -> !asked.verdicts.isEmpty());

            // Then
            assertThat(other.isValid(1)).isTrue();
            assertThat(ReadingRights.missing(connection))
                    .isEqualTo(EnumSet.of(
                            LoadReading.REPLICATION_LAG, LoadReading.ACTIVE_SESSIONS, LoadReading.AUTOVACUUM));
            assertThat(usual.verdicts).isEmpty();
            assertThat(asked.reason())
                    .isEqualTo("active-sessions cannot be read: this role may not see the sessions of other roles");
            TestServer.execute(database, "grant pg_monitor to poor_throttle");
            next.join();
        }
    }

    private static LoadQuery atMost(String sql, long bound) {
        return new LoadQuery(sql, new Bound.AtMost(BigDecimal.valueOf(bound)));
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}

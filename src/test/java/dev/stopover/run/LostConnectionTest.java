package dev.stopover.run;

import static dev.stopover.run.Trip.TABLES;
import static dev.stopover.run.Trip.phase;
import static dev.stopover.run.Trip.plan;
import static dev.stopover.run.Trip.planFromExisting;
import static dev.stopover.run.Trip.script;
import static dev.stopover.run.Trip.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.StopSignal;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a run when connections are lost one by one: the test holds it, and kills the session it means. */
@Timeout(120)
class LostConnectionTest {
    private static final String HOLD_FUNCTION = """
            create function hold() returns trigger language plpgsql as $$
            begin
              perform pg_advisory_xact_lock(4711);
              return new;
            end $$;
            """;
    private static final String KILL_LOCK = """
            select pg_terminate_backend(pid, 5000)
            from pg_stat_activity
            where application_name = 'stopover trip lock'
              and datname = current_database()
            """;

    private final Trip trip = new Trip();
    private final List<String> events = new CopyOnWriteArrayList<>();

    LostConnectionTest() {
        trip.progress.onEvent(events::add);
    }

    @Test
    void aTransferWritesNothingMoreWithoutTheLockAndIsResumedUnderANewOne() throws SQLException {
        // Given
        trip.execute(TABLES + HOLD_FUNCTION
                + "create trigger hold before insert on b for each row execute function hold();");
        Plan plan = planFromExisting("1", phase("move", List.of(), List.of(transfer("s.id")), List.of()));
        CompletableFuture<RunResult> running;
        try (Connection holder = trip.database.connect("holder");
                Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(4711)");
            running = CompletableFuture.supplyAsync(() -> trip.migrate(plan));
            await().until(trip::isHeld);

            // When
            trip.execute(KILL_LOCK);

            // Then
            await().until(() ->
                    trip.texts("select state from stopover.run order by id").equals(List.of("lost", "running")));
            assertThat(trip.texts("select id::text from b")).isEmpty();
        }
        assertThat(running.join().phases())
                .singleElement()
                .satisfies(phase -> assertThat(phase.rows()).containsEntry("move", 10L));
        assertThat(trip.texts("select state from stopover.run order by id")).containsExactly("lost", "completed");
        assertThat(trip.texts("select distinct run_id::text from stopover.chunk"))
                .containsExactly("2");
        assertThat(events).anyMatch(event -> event.contains("has the lock of plan trip is lost"));
    }

    @Test
    void aLongScriptIsTakenBackWithoutTheLockAndAppliedUnderANewOne() throws SQLException {
        // Given
        Plan plan = plan(
                "1",
                phase(
                        "expand",
                        List.of(
                                script("1", "expand", TABLES),
                                script(
                                        "2",
                                        "expand",
                                        "create table c (); select pg_advisory_xact_lock(4711);"
                                                + " create table d ();")),
                        List.of(),
                        List.of()));
        CompletableFuture<RunResult> running;
        try (Connection holder = trip.database.connect("holder");
                Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(4711)");
            running = CompletableFuture.supplyAsync(() -> trip.migrate(plan));
            await().until(trip::isHeld);

            // When
            trip.execute(KILL_LOCK);

            // Then
            await().until(() ->
                    trip.texts("select state from stopover.run order by id").equals(List.of("lost", "running")));
        }
        assertThat(running.join().phases())
                .singleElement()
                .satisfies(phase -> assertThat(phase.migrations()).containsExactly("1", "2"));
        assertThat(trip.texts("select version from flyway_schema_history order by installed_rank"))
                .containsExactly("1", "2");
    }

    @Test
    void aRunnerThatLostTheLockToAnotherOneWaitsAndFindsNothingToDo() throws SQLException {
        // Given: one runner held in its transfer, another one waiting for the lock
        trip.execute(TABLES + HOLD_FUNCTION
                + "create trigger hold before insert on b for each row execute function hold();");
        Plan plan = planFromExisting("1", phase("move", List.of(), List.of(transfer("s.id")), List.of()));
        CompletableFuture<RunResult> first;
        CompletableFuture<RunResult> second;
        try (Connection holder = trip.database.connect("holder");
                Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(4711)");
            first = CompletableFuture.supplyAsync(() -> trip.migrate(plan));
            await().until(trip::isHeld);
            second = CompletableFuture.supplyAsync(() -> trip.migrate(plan));
            await().until(() -> events.stream().anyMatch(event -> event.startsWith("waiting for the lock")));

            // When
            trip.execute("""
                    select pg_terminate_backend(pid, 5000)
                    from pg_locks
                    where locktype = 'advisory'
                      and classid = 1937010544
                      and granted
                      and database = (select oid from pg_database where datname = current_database())
                    """);
            await().until(() ->
                    trip.texts("select state from stopover.run order by id").equals(List.of("lost", "running")));
        }

        // Then
        assertThat(List.of(first.join(), second.join()))
                .allSatisfy(result -> assertThat(result.states()).containsEntry("move", "completed"));
        assertThat(trip.texts("select state from stopover.run order by id")).containsExactly("lost", "completed");
        assertThat(trip.texts("select count(*)::text from b")).containsExactly("10");
    }

    @Test
    void aRunnerThatWaitsForTheLockOutlivesItsConnections() throws SQLException {
        // Given
        CompletableFuture<RunResult> waiting;
        try (Connection holder = trip.database.connect("holder");
                Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(1937010544, hashtext('trip'))");
            waiting = CompletableFuture.supplyAsync(() -> trip.migrate(plan("1", phase("expand", TABLES))));
            await().until(() -> events.stream().anyMatch(event -> event.startsWith("waiting for the lock")));

            // When
            trip.execute("""
                    select pg_terminate_backend(pid, 5000)
                    from pg_stat_activity
                    where application_name like 'stopover trip%'
                      and datname = current_database()
                    """);
            await().until(() -> events.stream()
                            .filter(event -> event.startsWith("waiting for the lock"))
                            .count()
                    == 2);
        }

        // Then
        assertThat(waiting.join().states()).containsEntry("expand", "completed");
    }

    @Test
    void theResultHasWhatAllAttemptsDid() throws SQLException {
        // Given: the connection breaks once, after the first script and the first phase
        trip.execute("create sequence public.once");
        String breakOnce = """
                do $$ begin
                  if nextval('public.once') = 1 then
                    perform pg_terminate_backend(pg_backend_pid());
                  end if;
                end $$;
                """;
        Plan plan = planFromExisting(
                "1",
                phase("one", List.of(script("1", "one", TABLES)), List.of(), List.of()),
                phase(
                        "two",
                        List.of(script("2", "two", "create table c ()"), script("3", "two", breakOnce)),
                        List.of(transfer("s.id")),
                        List.of()));

        // When
        RunResult result = trip.migrate(plan);

        // Then
        assertThat(trip.texts("select state from stopover.run order by id")).containsExactly("lost", "completed");
        assertThat(result.phases()).extracting(RunResult.PhaseResult::name).containsExactly("one", "two");
        assertThat(result.phases())
                .extracting(RunResult.PhaseResult::migrations)
                .containsExactly(List.of("1"), List.of("2", "3"));
        assertThat(result.phases().get(1).rows()).containsEntry("move", 10L);
        assertThat(result.phases().get(1).checks()).hasSize(2);
    }

    @Test
    void aRunWhoseLastWriteWasLostIsStillRecordedAsCompleted() throws SQLException {
        // Given: a first run makes the history, then the end of the second one is lost
        trip.migrate(plan("1", phase("expand", TABLES)));
        trip.execute("""
                create sequence public.once;
                create function public.break_once() returns trigger language plpgsql as $$
                begin
                  if nextval('public.once') = 1 then
                    perform pg_terminate_backend(pg_backend_pid());
                  end if;
                  return new;
                end $$;
                create trigger break_once before update on stopover.run
                for each row when (new.state = 'completed') execute function public.break_once();
                """);

        // When
        RunResult result = trip.migrate(plan("2", phase("expand", TABLES)));

        // Then
        assertThat(result.run()).contains(2L);
        assertThat(trip.texts("select state from stopover.run order by id")).containsExactly("completed", "completed");
    }

    @Test
    void theLockIsKnownToBeLostBeforeTheNextWrite() throws SQLException {
        // Given
        try (RunLock lock = RunLock.acquire(trip.database, "trip", Duration.ZERO, new StopSignal(), events::add)) {
            lock.check();

            // When: its session is gone for certain when this returns
            trip.execute(KILL_LOCK);

            // Then
            assertThatThrownBy(lock::check).isInstanceOf(LockLostException.class);
        }
    }
}

package dev.stopover.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.StopSignal;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.StoppedException;
import dev.stopover.failure.TrippedException;
import dev.stopover.history.EstimateHistory;
import dev.stopover.history.EstimateHistory.Source;
import dev.stopover.migration.MigrationRunner;
import dev.stopover.migration.MigrationSettings;
import dev.stopover.plan.Monitor;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Tripwires;
import dev.stopover.transfer.StaleRows;
import dev.stopover.transfer.TransferBuilder;
import dev.stopover.transfer.TransferRunner;
import dev.stopover.transfer.TransferSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PhaseWatchTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration TICK = Duration.ofMillis(20);
    private static final Tripwires QUICK = new Tripwires(1, SHORT, 0);
    private static final MigrationSettings PATIENT =
            new MigrationSettings(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ZERO, Duration.ZERO);

    private final GateStage stage = new GateStage();

    @AfterEach
    void close() throws SQLException {
        stage.close();
    }

    @Test
    void anOverrunStopsATransferInTheMiddleOfAChunk() throws SQLException {
        // Given
        stage.execute("""
                create table source (id int primary key);
                create table target (id int primary key);
                insert into source select generate_series(1, 10);
                create function wait() returns trigger language plpgsql as $$
                begin
                  perform pg_advisory_xact_lock(42);
                  return new;
                end $$;
                create trigger wait before insert on target for each row execute function wait()
                """);
        Phase phase = GateStage.phase("migrate")
                .estimate(SHORT)
                .transfers(TransferBuilder.transfer("move").copy("id").build())
                .build();
        Plan plan = GateStage.plan(QUICK, phase);
        stage.start(plan, "migrate");
        try (Connection blocker = blocker("select pg_advisory_lock(42)");
                PhaseWatch watch = watch(plan, phase)) {
            // When
            assertThatExceptionOfType(TrippedException.class)
                    .isThrownBy(() -> new TransferRunner(
                                    stage.database, stage.epoch, TransferSettings.DEFAULT, watch.stop(), new Quiet())
                            .run(plan, phase, phase.transfers().get(0), StaleRows.NONE))
                    // Then
                    .withMessageMatching(
                            "phase migrate has run for \\d+\\.\\d{3} s, longer than 1 times the estimate of"
                                    + " 0\\.300 s of the plan")
                    .satisfies(trip -> assertThat(trip.exitCode()).isEqualTo(ExitCode.NEEDS_ATTENTION));
            assertThat(watch.tripped()).map(Trip::kind).contains(Trip.Kind.OVERRUN);
        }
        assertThat(stage.texts("select phase || ' ' || run_id from stopover.event where kind = 'tripped'"))
                .containsExactly("migrate 1");
        assertThat(stage.texts("select count(*) from target")).containsExactly("0");
        assertThat(stage.stop.reason()).isEmpty();
    }

    @Test
    void aTripStopsALongScriptAndItsTransactionRollsBack() throws SQLException {
        // Given: out of bounds once the script waits
        Phase phase = GateStage.phase("expand")
                .script("create table half (id int); select pg_advisory_xact_lock(42)")
                .monitors(new Monitor("waiting", """
                        select count(*)
                        from pg_locks
                        where locktype = 'advisory'
                          and database = (select oid from pg_database where datname = current_database())
                          and objid = 42
                          and not granted
                        """, GateStage.atMost("0"), TICK, 1))
                .build();
        Plan plan = GateStage.plan(phase);
        stage.start(plan, "expand");
        try (Connection blocker = blocker("select pg_advisory_lock(42)");
                PhaseWatch watch = watch(plan, phase)) {
            // When
            assertThatExceptionOfType(TrippedException.class)
                    .isThrownBy(() -> migrate(plan, phase, watch))
                    // Then
                    .withMessageContaining("monitor waiting");
        }
        assertThat(stage.texts("select to_regclass('half')")).containsExactly((String) null);
    }

    @Test
    void aStatementWithNoWayBackIsNotStoppedInTheMiddle() throws SQLException {
        // Given
        stage.execute("create table t (id int); create index i on t (id)");
        Phase phase = GateStage.phase("expand").estimate(SHORT).build();
        Plan plan = GateStage.plan(QUICK, phase);
        stage.start(plan, "expand");
        try (Connection worker = stage.database.connect("trip expand");
                Connection blocker = blocker("begin; select * from t")) {
            CompletableFuture<Void> work = working(worker, "drop index concurrently i");
            try (PhaseWatch watch = watch(plan, phase);
                    StopSignal.Watch cancelled = watch.stop().watch(worker)) {
                await().until(() -> !stage.texts("""
                                select 1
                                from pg_stat_activity
                                where application_name = 'stopover trip watch'
                                  and datname = current_database()
                                  and state = 'idle'
                                  and query like '%starts_with(application_name%'
                                """).isEmpty());
                assertThat(watch.tripped()).isEmpty();

                // When
                blocker.close();
                work.join();

                // Then
                await().until(() -> watch.tripped().isPresent());
            }
        }
        assertThat(stage.texts("select to_regclass('i')")).containsExactly((String) null);
    }

    @Test
    void anIndexThatIsBeingBuiltMayBeStoppedAndOneThatIsDroppedMayNot() throws SQLException {
        // Given
        stage.execute("create table t (id int); create index old on t (id)");

        // When / Then
        assertThat(interruptibleDuring("create index concurrently new on t (id)"))
                .isTrue();
        assertThat(interruptibleDuring("drop index concurrently old")).isFalse();
    }

    @Test
    void theLimitIsTheLongerOfThePlansEstimateAndWhatWasLearnedLastButAtLeastTheFloor() throws SQLException {
        // Given
        Phase phase = GateStage.phase("migrate").estimate(Duration.ofMinutes(5)).build();
        Phase unknown = GateStage.phase("other").build();
        Plan plan = GateStage.plan(new Tripwires(2.5, Duration.ofMinutes(20), 0), phase, unknown);
        assertThat(Allowance.of(stage.connection, plan, unknown)).isEmpty();
        assertThat(Allowance.of(stage.connection, plan, phase))
                .contains(new Allowance(
                        Duration.ofMinutes(20),
                        "the floor of 1200.000 s, which is more than 2.5 times the estimate of 300.000 s of the plan"));

        // When
        learn(Source.REHEARSAL, Duration.ofHours(5));
        learn(Source.REHEARSAL, Duration.ofMinutes(10));
        learn(Source.RUN, Duration.ofMinutes(9));

        // Then
        assertThat(Allowance.of(stage.connection, plan, phase))
                .contains(new Allowance(
                        Duration.ofMinutes(25), "2.5 times the estimate of 600.000 s learned from a rehearsal"));
        learn(Source.REHEARSAL, Duration.ofMinutes(1));
        learn(Source.RUN, Duration.ofMinutes(1));
        assertThat(Allowance.of(stage.connection, plan, phase))
                .map(Allowance::limit)
                .contains(Duration.ofMinutes(20));
    }

    @Test
    void aMonitorTripsAfterSoManySamplesInARowAndNotBefore() throws SQLException {
        // Given: out of bounds twice, within, and out of bounds for good
        Phase phase = monitored("""
                select (array[9, 9, 0])[1 + count(*)] from stopover.monitor_sample having count(*) < 3
                union all
                select 7 from stopover.monitor_sample having count(*) >= 3
                """);
        Plan plan = GateStage.plan(phase);
        stage.start(plan, "migrate");
        try (PhaseWatch watch = watch(plan, phase)) {
            // When
            await().until(() -> watch.tripped().isPresent());

            // Then
            assertThatExceptionOfType(TrippedException.class)
                    .isThrownBy(() -> watch.stop().pause(Duration.ofSeconds(30)))
                    .withMessage("monitor error rate of phase migrate was out of bounds 3 times in a row: 7, 7, 7;"
                            + " allowed is at most 1");
        }
        assertThat(stage.texts(
                        "select value || ' ' || within || ' ' || run_id from stopover.monitor_sample order by id"))
                .containsExactly("9 false 1", "9 false 1", "0 true 1", "7 false 1", "7 false 1", "7 false 1");
    }

    @Test
    void aMissingReadingIsOutOfBounds() throws SQLException {
        // Given
        Phase phase = monitored("select count(*) from nowhere");
        Plan plan = GateStage.plan(phase);
        stage.start(plan, "migrate");

        // When
        try (PhaseWatch watch = watch(plan, phase)) {
            await().until(() -> watch.tripped().isPresent());
        }

        // Then
        assertThat(stage.texts("select coalesce(value::text, error) from stopover.monitor_sample order by id"))
                .hasSize(3)
                .allMatch(error -> error.contains("relation \"nowhere\" does not exist"));
    }

    @Test
    void aSignalStopsTheWorkAsASignalAndLeavesNoSampleOfACancelledQuery() throws SQLException {
        // Given
        Phase phase = GateStage.phase("migrate")
                .monitors(new Monitor(
                        "slow", "select 5 from pg_sleep(600)", GateStage.atMost("1"), Duration.ofSeconds(1), 1))
                .build();
        Plan plan = GateStage.plan(phase);
        stage.start(plan, "migrate");
        try (PhaseWatch watch = watch(plan, phase)) {
            await().until(() -> !stage.texts("""
                            select 1
                            from pg_stat_activity
                            where application_name = 'stopover trip watch'
                              and datname = current_database()
                              and wait_event = 'PgSleep'
                            """).isEmpty());

            // When
            stage.stop.stop(ExitCode.TERMINATED);

            // Then
            assertThatExceptionOfType(StoppedException.class).isThrownBy(watch::end);
            assertThat(watch.tripped()).isEmpty();
        }
        assertThat(stage.texts("select 1 from stopover.monitor_sample")).isEmpty();
    }

    @Test
    void goesOnOverANewConnectionWhenItsOwnIsLost() throws SQLException {
        // Given
        Phase phase = monitored("select 0");
        Plan plan = GateStage.plan(phase);
        stage.start(plan, "migrate");
        try (PhaseWatch watch = watch(plan, phase)) {
            await().until(() -> samples() > 0);

            // When
            await().until(() -> !stage.texts("""
                            select pg_terminate_backend(pid)
                            from pg_stat_activity
                            where application_name = 'stopover trip watch'
                              and datname = current_database()
                            """).isEmpty());
            int before = samples();

            // Then
            await().until(() -> samples() > before + 2);
            watch.end();
        }
    }

    @Test
    void aPhaseDoesNotGoOnUnwatched() throws SQLException {
        // Given
        Phase phase = monitored("select 0");
        Plan plan = GateStage.plan(phase);
        stage.start(plan, "migrate");
        stage.execute("drop table stopover.monitor_sample");
        try (PhaseWatch watch = watch(plan, phase)) {
            // When / Then
            assertThatExceptionOfType(FailedException.class)
                    .isThrownBy(() -> watch.stop().pause(Duration.ofSeconds(30)))
                    .withMessageContaining("its tripwires cannot be watched")
                    .withMessageContaining("monitor_sample");
        }
    }

    @Test
    void nothingIsRecordedForARunThatWasTakenOver() throws SQLException {
        // Given
        Phase phase = monitored("select 9");
        Plan plan = GateStage.plan(phase);
        stage.start(plan, "migrate");
        stage.execute("update stopover.plan set epoch = 2");

        // When
        try (PhaseWatch watch = watch(plan, phase)) {
            await().until(() -> stage.texts("""
                            select 1
                            from pg_stat_database
                            where datname = current_database()
                              and xact_rollback > 0
                            """).size() == 1);
            watch.end();
        }

        // Then
        assertThat(stage.texts("select 1 from stopover.monitor_sample")).isEmpty();
        assertThat(stage.texts("select 1 from stopover.event where kind = 'tripped'"))
                .isEmpty();
    }

    @Test
    void aPartOfTheWorkStopsAloneOrWithTheWhole() {
        // Given
        StopSignal whole = new StopSignal();
        StopSignal one = whole.part();
        StopSignal other = whole.part();

        // When
        one.stop(() -> new TrippedException("tripped", ""));

        // Then
        assertThatExceptionOfType(TrippedException.class).isThrownBy(one::check);
        other.check();
        whole.stop(ExitCode.TERMINATED);
        assertThatExceptionOfType(TrippedException.class).isThrownBy(one::check);
        assertThatExceptionOfType(StoppedException.class).isThrownBy(other::check);
        assertThatExceptionOfType(StoppedException.class)
                .isThrownBy(() -> whole.part().check());
    }

    private Phase monitored(String sql) {
        return GateStage.phase("migrate")
                .monitors(GateStage.monitor(sql, GateStage.atMost("1"), TICK, 3))
                .build();
    }

    private int samples() {
        return Integer.parseInt(
                stage.texts("select count(*) from stopover.monitor_sample").get(0));
    }

    private PhaseWatch watch(Plan plan, Phase phase) throws SQLException {
        return watch(plan, phase, () -> Duration.ZERO);
    }

    private PhaseWatch watch(Plan plan, Phase phase, Supplier<Duration> held) throws SQLException {
        return PhaseWatch.start(
                stage.database, stage.connection, stage.epoch, plan, phase, stage.stop, held, PhaseWatchListener.NONE);
    }

    private void migrate(Plan plan, Phase phase, PhaseWatch watch) {
        try {
            new MigrationRunner(stage.database, stage.epoch, PATIENT, watch.stop(), new Quiet()).run(plan, phase);
        } catch (SQLException e) {
            watch.stop().check();
            throw new IllegalStateException(e);
        }
    }

    private void learn(Source source, Duration took) throws SQLException {
        EstimateHistory.learn(stage.connection, "trip", "migrate", source, took);
    }

    private Connection blocker(String sql) throws SQLException {
        Connection connection = stage.database.connect("blocker");
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        return connection;
    }

    private boolean interruptibleDuring(String sql) throws SQLException {
        CompletableFuture<Void> work;
        boolean interruptible;
        try (Connection worker = stage.database.connect("trip expand")) {
            try (Connection blocker = blocker("begin; select * from t")) {
                work = working(worker, sql);
                interruptible = Interruptible.now(stage.connection, "trip");
            }
            work.join();
        }
        return interruptible;
    }

    /** Returns once the statement waits for a lock. */
    private CompletableFuture<Void> working(Connection worker, String sql) {
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> {
            try (Statement statement = worker.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> !stage.texts("""
                        select 1
                        from pg_stat_activity
                        where application_name = 'stopover trip expand'
                          and datname = current_database()
                          and wait_event_type = 'Lock'
                        """).isEmpty());
        return work;
    }
}

package dev.stopover.run;

import static dev.stopover.run.Trip.phase;
import static dev.stopover.run.Trip.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Tripwires;
import dev.stopover.plan.Version;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The runner is held back by a throttle of its own, so that what moves meanwhile is moved by the worker. */
@Timeout(90)
class WorkRunnerTest {
    private final Trip trip = new Trip();
    private final StopSignal stop = new StopSignal();

    @Test
    void endsAtOnceWhenNoRunIsAtWorkAndNobodyIsWaitedFor() {
        // When
        WorkResult result = worker(Duration.ZERO).run(plan("1"));

        // Then
        assertThat(result.reason()).isEqualTo("no run of plan trip is at work");
        assertThat(result.rows()).isEmpty();
    }

    @Test
    void movesTheRowsOfARunThatWaitsForARunToBegin() throws SQLException {
        // Given
        trip.execute("create table load as select 1 as jobs");
        CompletableFuture<WorkResult> work = CompletableFuture.supplyAsync(
                () -> worker(Duration.ofMinutes(1)).run(plan("1")));

        // When
        CompletableFuture<RunResult> run = heldBackRun();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> exists("b") && !trip.texts("select 1 from b").isEmpty());
        boolean runWaits = !run.isDone();
        trip.execute("update load set jobs = 0");
        run.join();
        WorkResult result = work.join();

        // Then
        assertThat(runWaits).isTrue();
        assertThat(result.rows()).isEqualTo(Map.of("move", 10L));
        assertThat(trip.texts("select count(*) from b")).containsExactly("10");
        assertThat(trip.texts("select count(*) from stopover.run")).containsExactly("1");
        assertThat(trip.texts("select rows || ' in ' || chunks || ', ' || transfer || ', '"
                        + " || (left_at is not null) from stopover.worker"))
                .containsExactly("10 in 1, move, true");
    }

    @Test
    void isHeldBackByItsOwnReadings() throws SQLException {
        // Given
        trip.execute("create table load as select 1 as jobs; create table own as select 1 as jobs");
        CompletableFuture<RunResult> run = heldBackRun();
        RunSettings settings = RunSettings.DEFAULT.withThrottle(ThrottledRunTest.query("select jobs from own"));

        // When
        CompletableFuture<WorkResult> work = CompletableFuture.supplyAsync(
                () -> worker(Duration.ofMinutes(1), settings).run(plan("1")));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> exists("stopover.worker")
                        && !trip.texts("select 1 from stopover.worker where throttled is not null")
                                .isEmpty());
        List<String> reasons = trip.texts("select throttled from stopover.worker");
        List<String> moved = trip.texts("select 1 from b");
        trip.execute("update own set jobs = 0");
        trip.execute("update load set jobs = 0");
        run.join();
        work.join();

        // Then
        assertThat(reasons).containsExactly("the plan's throttle query gives 1, and should give at most 0");
        assertThat(moved).isEmpty();
        assertThat(trip.texts("select count(*) from b")).containsExactly("10");
    }

    @Test
    void stopsWhenItIsAskedToAndLeavesTheRestToTheRun() throws SQLException {
        // Given
        trip.execute("create table load as select 1 as jobs; create table own as select 1 as jobs");
        CompletableFuture<RunResult> run = heldBackRun();
        RunSettings settings = RunSettings.DEFAULT.withThrottle(ThrottledRunTest.query("select jobs from own"));
        CompletableFuture<WorkResult> work = CompletableFuture.supplyAsync(
                () -> worker(Duration.ofMinutes(1), settings).run(plan("1")));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> exists("stopover.worker")
                        && !trip.texts("select 1 from stopover.worker").isEmpty());

        // When
        stop.stop(ExitCode.TERMINATED);

        // Then
        assertThatThrownBy(work::join).hasCauseInstanceOf(StoppedException.class);
        trip.execute("update load set jobs = 0");
        run.join();
        assertThat(trip.texts("select count(*) from b")).containsExactly("10");
    }

    @Test
    void refusesAnotherVersionOfThePlan() throws SQLException {
        // Given
        trip.execute("create table load as select 1 as jobs");
        CompletableFuture<RunResult> run = heldBackRun();
        await().atMost(Duration.ofSeconds(60)).until(() -> exists("b"));

        // When
        assertThatThrownBy(() -> worker(Duration.ofMinutes(1)).run(plan("2")))
                // Then
                .isInstanceOf(BlockedException.class)
                .hasMessageContaining("works with another version of plan trip");
        trip.execute("update load set jobs = 0");
        run.join();
    }

    private boolean exists(String table) throws SQLException {
        return trip.texts("select to_regclass('" + table + "') is not null").equals(List.of("t"));
    }

    private CompletableFuture<RunResult> heldBackRun() {
        RunSettings settings = RunSettings.DEFAULT.withThrottle(ThrottledRunTest.query("select jobs from load"));
        return CompletableFuture.supplyAsync(() -> trip.migrate(plan("1"), settings));
    }

    private WorkRunner worker(Duration patience) {
        return worker(patience, RunSettings.DEFAULT);
    }

    private WorkRunner worker(Duration patience, RunSettings settings) {
        return new WorkRunner(
                trip.database,
                settings,
                new RunContext("test", "elsewhere"),
                new ProgressReporter(new RunProgress(RunView.starting(plan("1")))),
                stop,
                patience);
    }

    private static Plan plan(String hash) {
        return new Plan(
                "trip",
                "Trip",
                Optional.of(Version.of("0")),
                true,
                false,
                List.of(phase("expand", Trip.TABLES, transfer("s.id"))),
                Tripwires.DEFAULT,
                List.of(),
                ThrottledRunTest.NOTHING_USUAL,
                hash);
    }
}

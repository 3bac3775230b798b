package dev.stopover.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.StoppedException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SoakWatchTest {
    private static final Duration DAYS = Duration.ofDays(14);
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final GateStage stage = new GateStage();
    private final List<String> rolledBack = new CopyOnWriteArrayList<>();

    SoakWatchTest() {
        stage.execute("create table reading (value numeric); insert into reading values (0)");
    }

    @AfterEach
    void close() throws SQLException {
        stage.close();
    }

    @Test
    void nothingSoaksWhereThePlanWasNeverRun() {
        // Given
        Plan plan = plan(AT_ONCE);
        stage.execute("drop schema stopover cascade");

        // When
        SoakReport report = watch().once(plan);

        // Then
        assertThat(report.phases()).isEmpty();
        assertThat(report.awaited()).isTrue();
        assertThat(report.over()).isFalse();
    }

    @Test
    void recordsASampleOfEveryMonitorOfAPhaseThatSoaks() throws SQLException {
        // Given
        Plan plan = plan(AT_ONCE);
        stage.complete(plan, "cutover");

        // When
        SoakReport report = watch().once(plan);

        // Then
        assertThat(report.withinBounds()).isTrue();
        assertThat(report.phases()).singleElement().satisfies(phase -> {
            assertThat(phase.name()).isEqualTo("cutover");
            assertThat(phase.until())
                    .isEqualTo(PhaseHistory.completions(stage.connection, "trip")
                            .get("cutover")
                            .plus(DAYS));
        });
        assertThat(stage.texts("select concat_ws(' ', phase, monitor, value, bound, within, run_id)"
                        + " from stopover.monitor_sample"))
                .containsExactly("cutover error rate 0 at most 1 t");
    }

    @Test
    void rollsThePhaseBackAfterSoManySamplesOutOfBoundsInARowAndNotBefore() throws SQLException {
        // Given
        Plan plan = plan(AT_ONCE);
        stage.complete(plan, "cutover");
        sample(plan, "7", "8", "1", "9", "2.5");
        assertThat(rolledBack).isEmpty();
        assertThat(stage.texts("select 1 from stopover.event where kind = 'tripped'"))
                .isEmpty();

        // When
        SoakReport report = sample(plan, "7");

        // Then
        String message = "monitor error rate of phase cutover was out of bounds 3 times in a row: 9, 2.5, 7; allowed is"
                + " at most 1";
        assertThat(report.trip()).contains(new Trip("cutover", Trip.Kind.MONITOR, message));
        assertThat(rolledBack).containsExactly("cutover");
        assertThat(stage.texts("select message from stopover.event where kind = 'tripped'"))
                .containsExactly(message);
    }

    @Test
    void aReadingThatCannotBeHadIsOutOfBounds() throws SQLException {
        // Given
        Plan plan = plan(AT_ONCE);
        stage.complete(plan, "cutover");
        stage.execute("drop table reading");

        // When
        IntStream.range(0, 2).forEach(time -> watch().once(plan));
        SoakReport report = watch().once(plan);

        // Then
        assertThat(report.trip()).map(Trip::message).get().asString().contains("no value, no value, no value");
        assertThat(stage.texts("select distinct error from stopover.monitor_sample"))
                .singleElement()
                .asString()
                .contains("relation \"reading\" does not exist");
    }

    @Test
    void aRollbackThatDidNotHappenIsDoneByTheNextWatcherEvenIfTheMonitorIsWellAgain() throws SQLException {
        // Given: the watcher died between the record of the trip and the rollback
        Plan plan = plan(AT_ONCE);
        stage.complete(plan, "cutover");
        sample(plan, "9", "9");
        stage.execute("update reading set value = 9");
        Rollback dying = (of, phase) -> {
            throw new FailedException("died", "");
        };
        assertThatExceptionOfType(FailedException.class)
                .isThrownBy(() -> new SoakWatch(stage.database, stage.stop, dying).once(plan));

        // When
        SoakReport report = sample(plan, "0");

        // Then
        assertThat(report.trip()).map(Trip::message).get().asString().contains("9, 9, 9");
        assertThat(rolledBack).containsExactly("cutover");
        assertThat(stage.texts("select 1 from stopover.event where kind = 'tripped'"))
                .hasSize(1);
    }

    @Test
    void aRefusedRollbackNeedsAPerson() throws SQLException {
        // Given
        Plan plan = plan(AT_ONCE);
        stage.complete(plan, "cutover");
        sample(plan, "9", "9");
        stage.execute("update reading set value = 9");
        Rollback refusing = (of, phase) -> {
            throw new BlockedException("nothing was rolled back: writes would be lost", "Give --accept-loss.");
        };

        // When / Then
        assertThatExceptionOfType(FailedException.class)
                .isThrownBy(() -> new SoakWatch(stage.database, stage.stop, refusing).once(plan))
                .withMessageContaining("9, 9, 9")
                .withMessageContaining("writes would be lost")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.NEEDS_ATTENTION));
    }

    @Test
    void whatRolledAPhaseBackOnceDoesNotDoSoAgain() throws SQLException {
        // Given
        Plan plan = plan(AT_ONCE);
        stage.complete(plan, "cutover");
        sample(plan, "9", "9", "9");
        PhaseHistory.enter(stage.connection, stage.epoch, "cutover", PhaseState.ROLLING_BACK, null);
        PhaseHistory.enter(stage.connection, stage.epoch, "cutover", PhaseState.ROLLED_BACK, null);
        assertThat(watch().once(plan).phases()).isEmpty();
        stage.complete(plan, "cutover");

        // When
        SoakReport report = sample(plan, "9");

        // Then
        assertThat(report.trip()).isEmpty();
        assertThat(report.phases().get(0).readings().get(0).inARow()).isEqualTo(1);
    }

    @Test
    void twoWhoWatchAtOnceTakeOneSampleAndNotTwo() throws SQLException {
        // Given
        Plan plan = plan(Duration.ofHours(1));
        stage.complete(plan, "cutover");

        // When
        List<CompletableFuture<SoakReport>> watchers = IntStream.range(0, 8)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> watch().once(plan)))
                .toList();
        watchers.forEach(CompletableFuture::join);

        // Then
        assertThat(stage.texts("select 1 from stopover.monitor_sample")).hasSize(1);
    }

    @Test
    void endsWhenTheSoakIsOver() throws SQLException {
        // Given
        Plan plan = plan(Duration.ofMillis(100));
        List<SoakReport> told = new CopyOnWriteArrayList<>();
        CompletableFuture<SoakReport> watcher = CompletableFuture.supplyAsync(() -> watch().untilOver(plan, told::add));
        await().until(() -> told.stream().anyMatch(SoakReport::awaited));
        stage.complete(plan, "cutover");
        await().until(() -> stage.texts("select 1 from stopover.monitor_sample").size() > 1);

        // When
        stage.execute("update stopover.phase set completed_at = completed_at - interval '14 days'");

        // Then
        assertThat(watcher.join().over()).isTrue();
        assertThat(told).anyMatch(report -> report.phases().size() == 1 && report.withinBounds());
    }

    @Test
    void aSignalEndsTheWatch() throws SQLException {
        // Given
        Plan plan = plan(Duration.ofMillis(100));
        stage.complete(plan, "cutover");
        CompletableFuture<SoakReport> watcher =
                CompletableFuture.supplyAsync(() -> watch().untilOver(plan, report -> {}));
        await().until(() ->
                !stage.texts("select 1 from stopover.monitor_sample").isEmpty());

        // When
        stage.stop.stop(ExitCode.TERMINATED);

        // Then
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(watcher::join)
                .withCauseInstanceOf(StoppedException.class);
    }

    @Test
    void aSingleLookAtADatabaseThatIsNotThereCanBeTriedAgain() {
        // Given
        Database nowhere = new Database(new DatabaseSettings("localhost:1", "x", "x", Optional.empty(), Map.of()));

        // When / Then
        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() -> new SoakWatch(nowhere, stage.stop, this::rollBack).once(plan(AT_ONCE)));
    }

    private SoakReport sample(Plan plan, String... values) {
        SoakReport report = new SoakReport("trip", List.of(), false, Optional.empty());
        for (String value : values) {
            stage.execute("update reading set value = " + value);
            report = watch().once(plan);
        }
        return report;
    }

    private SoakWatch watch() {
        return new SoakWatch(stage.database, stage.stop, this::rollBack);
    }

    private void rollBack(Plan plan, Phase phase) {
        rolledBack.add(phase.name());
    }

    private static Plan plan(Duration every) {
        return GateStage.plan(GateStage.phase("cutover")
                .soak(DAYS)
                .monitors(GateStage.monitor("select value from reading", GateStage.atMost("1"), every, 3))
                .build());
    }
}

package dev.stopover.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import dev.stopover.database.Fingerprint;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.testing.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PhaseArrivalTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final GateStage stage = new GateStage();
    private final Phase phase = GateStage.phase("cutover").build();
    private final Plan plan = GateStage.plan(phase);
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws SQLException {
        stage.close();
    }

    @Test
    void returnsWhenThePhaseIsCompleted() throws SQLException {
        // Given
        CompletableFuture<Void> waiting = waiting(stage.database);
        await().until(() -> told.contains("waiting for phase cutover: the plan was never run here"));
        stage.start(plan, "cutover");
        await().until(() -> told.contains("waiting for phase cutover: running"));
        assertThat(waiting).isNotDone();

        // When
        PhaseHistory.complete(stage.connection, stage.epoch, "cutover", "hash", Fingerprint.read(stage.connection));

        // Then
        waiting.join();
    }

    @Test
    void waitsForADatabaseThatDoesNotExistYetAndForTheSchema() throws SQLException {
        // Given
        DatabaseSettings there = stage.database.settings();
        String name = there.database() + "_later";
        Database later = TestServer.database(name);
        CompletableFuture<Void> waiting = waiting(later);
        await().until(() -> told.stream().anyMatch(message -> message.contains("does not exist")));
        TestServer.execute(stage.database, "create database " + name);
        await().until(() -> told.contains("waiting for phase cutover: no plan was ever run here"));

        // When
        TestServer.execute(later, """
                create schema stopover;
                create table stopover.phase (plan text, name text, state text);
                insert into stopover.phase values ('trip', 'cutover', 'completed')
                """);

        // Then
        waiting.join();
    }

    @Test
    void needsNoMoreThanToReadThePhases() throws SQLException {
        // Given
        stage.complete(plan, "cutover");
        String role = "waiter_" + stage.database.settings().database();
        stage.execute("create role " + role + " login");
        DatabaseSettings settings = stage.database.settings();
        CompletableFuture<Void> waiting = waiting(new Database(new DatabaseSettings(
                settings.hosts(), settings.database(), role, settings.password(), settings.parameters())));
        await().until(() -> told.stream().anyMatch(message -> message.contains("grant usage on schema stopover")));

        // When
        stage.execute("grant usage on schema stopover to " + role + "; grant select on stopover.phase to " + role);

        // Then
        waiting.join();
    }

    @Test
    void givesUpAfterTheTimeWithTheStateThatItSawLast() throws SQLException {
        // Given
        stage.start(plan, "cutover");
        PhaseHistory.enter(stage.connection, stage.epoch, "cutover", PhaseState.FAILED, "no");

        // When / Then
        assertThatExceptionOfType(UnreachableException.class)
                .isThrownBy(() -> arrival(stage.database).await(plan, phase, Duration.ofMillis(50)))
                .withMessage("phase cutover of plan trip was not completed within 0 s: failed")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE));
    }

    @Test
    void aSignalEndsTheWait() {
        // Given
        CompletableFuture<Void> waiting = waiting(stage.database);
        await().until(() -> !told.isEmpty());

        // When
        stage.stop.stop(ExitCode.TERMINATED);

        // Then
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(waiting::join)
                .withCauseInstanceOf(StoppedException.class);
    }

    private CompletableFuture<Void> waiting(Database database) {
        return CompletableFuture.runAsync(() -> arrival(database).await(plan, phase, LONG));
    }

    private PhaseArrival arrival(Database database) {
        return new PhaseArrival(database, stage.stop, told::add);
    }
}

package dev.stopover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.AdvisoryLock;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class RunLockTest {
    private final Database database = TestServer.newDatabase();
    private final StopSignal stop = new StopSignal();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void isHadByOneRunnerAtATime() throws SQLException {
        // Given
        try (RunLock held = acquire(Duration.ZERO)) {
            held.check();

            // When, Then
            assertThatThrownBy(() -> acquire(Duration.ZERO))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("pid ")
                    .hasMessageContaining("has it");
        }
    }

    @Test
    void isHadByTheOneWhoWaitedAsSoonAsItIsFree() throws SQLException {
        // Given
        CompletableFuture<RunLock> waiting;
        try (RunLock held = acquire(Duration.ZERO)) {
            held.check();
            waiting = CompletableFuture.supplyAsync(() -> unchecked(Duration.ofMinutes(1)));
            await().until(() -> !told.isEmpty());

            // When: the first runner ends
        }

        // Then
        try (RunLock had = waiting.join()) {
            had.check();
        }
        assertThat(told).singleElement().asString().startsWith("waiting for the lock of plan p: pid ");
    }

    @Test
    void namesNobodyWhoHasTheLockOfThatPlanInAnotherDatabase() throws SQLException {
        // Given: another database of the server, whose session would be named first
        AdvisoryLock lock = new AdvisoryLock(0x73746f70, "p");
        try (Connection elsewhere = TestServer.newDatabase().connect("elsewhere");
                Connection here = database.connect("here")) {
            assertThat(lock.tryTake(elsewhere)).isTrue();

            // When, Then
            assertThat(lock.holder(here)).isEmpty();
            assertThat(lock.isHeld(here)).isFalse();
            assertThat(lock.tryTake(here)).isTrue();
            assertThat(lock.holder(here))
                    .hasValueSatisfying(holder -> assertThat(holder).startsWith("pid " + pid(here)));
            assertThat(lock.isHeld(here)).isTrue();
        }
    }

    private static int pid(Connection connection) {
        try {
            return connection.unwrap(PGConnection.class).getBackendPID();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void doesNotKeepAnotherPlanWaiting() throws SQLException {
        try (RunLock one = acquire(Duration.ZERO);
                RunLock other = RunLock.acquire(database, "q", Duration.ZERO, stop, told::add)) {
            one.check();
            other.check();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void noticesThatItsConnectionWasKilled() throws SQLException {
        try (RunLock held = acquire(Duration.ZERO)) {
            // When
            TestServer.execute(database, """
                    select pg_terminate_backend(pid)
                    from pg_stat_activity
                    where application_name = 'stopover p lock'
                      and datname = current_database()
                    """);

            // Then
            await().untilAsserted(() -> assertThatThrownBy(held::check)
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("is lost"));
        }
    }

    @Test
    void isNotWaitedForAfterASignal() throws SQLException {
        try (RunLock held = acquire(Duration.ZERO)) {
            held.check();
            CompletableFuture<RunLock> waiting = CompletableFuture.supplyAsync(() -> unchecked(Duration.ofMinutes(10)));
            await().until(() -> !told.isEmpty());

            // When
            stop.stop(ExitCode.TERMINATED);

            // Then
            assertThatThrownBy(waiting::join).hasCauseInstanceOf(StoppedException.class);
        }
    }

    private RunLock acquire(Duration wait) throws SQLException {
        return RunLock.acquire(database, "p", wait, stop, told::add);
    }

    private RunLock unchecked(Duration wait) {
        try {
            return acquire(wait);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

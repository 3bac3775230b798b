package dev.stopover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StopSignalTest {
    private static final Database DATABASE = TestServer.database("postgres");

    private final StopSignal stop = new StopSignal();

    @Test
    void cancelsAStatementThatBeginsAfterTheSignal() throws SQLException {
        // Given
        try (Connection connection = DATABASE.open("test");
                StopSignal.Watch watch = stop.watch(connection);
                Statement statement = connection.createStatement()) {
            stop.stop(ExitCode.TERMINATED);
            assertThatThrownBy(() -> statement.execute("select pg_sleep(60)")).isInstanceOf(SQLException.class);

            // When: one that begins when others were cancelled already
            assertThatThrownBy(() -> statement.execute("select pg_sleep(60)"))
                    // Then
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(SqlState.QUERY_CANCELED));
        }
    }

    @Test
    void sparesWhatPutsThingsInOrder() throws SQLException {
        // Given
        try (Connection connection = DATABASE.open("test");
                StopSignal.Watch watch = stop.watch(connection);
                Statement statement = connection.createStatement()) {
            stop.stop(ExitCode.TERMINATED);

            // When
            try (StopSignal.Watch spared = stop.spare(connection)) {
                assertThatCode(() -> statement.execute("select pg_sleep(1)")).doesNotThrowAnyException();
            }

            // Then: only that
            assertThatThrownBy(() -> statement.execute("select pg_sleep(60)")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void doesNotReachAConnectionThatIsWatchedNoMore() throws SQLException {
        // Given
        try (Connection connection = DATABASE.open("test");
                Statement statement = connection.createStatement()) {
            stop.watch(connection).close();

            // When
            stop.stop(ExitCode.TERMINATED);

            // Then
            assertThatCode(() -> statement.execute("select pg_sleep(0.5)")).doesNotThrowAnyException();
        }
    }

    @Test
    void stopsItsParts() throws SQLException {
        // Given
        try (StopSignal part = stop.part();
                Connection connection = DATABASE.open("test");
                StopSignal.Watch watch = part.watch(connection);
                Statement statement = connection.createStatement()) {
            // When
            stop.stop(ExitCode.INTERRUPTED);

            // Then
            assertThatThrownBy(() -> statement.execute("select pg_sleep(60)")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> part.pause(Duration.ofMinutes(1))).isInstanceOf(StoppedException.class);
        }
    }

    @Test
    void isNotStoppedByAPart() {
        // Given
        try (StopSignal part = stop.part()) {
            // When
            part.stop(() -> new UnreachableException("lost", ""));

            // Then
            assertThatThrownBy(part::check).isInstanceOf(UnreachableException.class);
            assertThat(stop.reason()).isEmpty();
            stop.check();
        }
    }

    @Test
    void closesAConnectionThatCannotBeCancelled() throws SQLException {
        // Given: a statement that swallows cancellations, as a peer that is gone would
        try (Connection connection = DATABASE.open("test");
                StopSignal.Watch watch = stop.watch(connection);
                Statement statement = connection.createStatement()) {
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> {
                await().until(() -> isSleeping("do $$ begin%"));
                stop.stop(ExitCode.TERMINATED);
            });

            // When
            assertThatThrownBy(() -> statement.execute("""
                            do $$ begin
                              for i in 1..1000 loop
                                begin
                                  perform pg_sleep(60);
                                exception when query_canceled then
                                  null;
                                end;
                              end loop;
                            end $$
                            """))
                    // Then
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(SqlState.isConnectionLoss(SqlState.of(e)))
                                    .isTrue());
            stopped.join();
        } finally {
            TestServer.execute(DATABASE, """
                    select pg_terminate_backend(pid)
                    from pg_stat_activity
                    where query like '%perform pg_sleep(60)%'
                      and pid <> pg_backend_pid()
                    """);
        }
    }

    /** Whether a statement of that form is inside its handler of cancellations. */
    private static boolean isSleeping(String query) throws SQLException {
        try (Connection connection = DATABASE.open("look");
                PreparedStatement statement = connection.prepareStatement("""
                        select exists (
                          select
                          from pg_stat_activity
                          where query like ?
                            and wait_event = 'PgSleep')
                        """)) {
            statement.setString(1, query);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}

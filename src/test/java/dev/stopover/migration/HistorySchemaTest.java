package dev.stopover.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HistorySchemaTest {
    private final Database database = TestServer.newDatabase();
    private final StopSignal stop = new StopSignal();

    @Test
    @Timeout(60)
    void saysThatItWasStoppedWhenASignalComesWhileTheSchemaIsMade() throws SQLException {
        // Given
        TestServer.execute(database, """
                create function public.hold() returns event_trigger language plpgsql as $$
                begin
                  perform pg_advisory_xact_lock(4711);
                end $$;
                create event trigger hold on ddl_command_start
                when tag in ('CREATE FUNCTION')
                execute function public.hold();
                """);
        try (Connection other = database.connect("other");
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(4711)");
            CompletableFuture<Void> making = CompletableFuture.runAsync(this::migrate);
            await().until(this::isWaiting);

            // When
            stop.stop(ExitCode.TERMINATED);

            // Then
            assertThatThrownBy(making::join).hasCauseInstanceOf(StoppedException.class);
        }
    }

    @Test
    @Timeout(60)
    void givesUpWaitingForAnotherRunnerAndNamesIt() throws SQLException {
        // Given
        try (Connection other = database.connect("other");
                Statement statement = other.createStatement();
                ResultSet pid = statement.executeQuery(
                        "select pg_backend_pid() from pg_advisory_lock(1751741300, hashtext(''))")) {
            pid.next();
            try (Connection connection = database.connect("runner")) {
                // When
                assertThatThrownBy(() -> HistorySchema.migrate(database, connection, stop, Duration.ofMillis(300)))
                        // Then
                        .isInstanceOfSatisfying(
                                UnreachableException.class,
                                failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
                        .hasMessageContaining("pid " + pid.getInt(1) + " (postgres from");
            }
        }
    }

    private void migrate() {
        try (Connection connection = database.connect("runner")) {
            HistorySchema.migrate(database, connection, stop, Duration.ofMinutes(1));
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    private boolean isWaiting() throws SQLException {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select exists (
                          select from pg_stat_activity
                          where application_name = 'stopover history'
                            and datname = current_database()
                            and wait_event_type = 'Lock')
                        """)) {
            rows.next();
            return rows.getBoolean(1);
        }
    }
}

package dev.stopover.run;

import static dev.stopover.run.Trip.TABLES;
import static dev.stopover.run.Trip.phase;
import static dev.stopover.run.Trip.plan;
import static dev.stopover.run.Trip.script;
import static dev.stopover.run.Trip.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.plan.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PlanRunnerTest {
    private final Trip trip = new Trip();

    @Test
    @Timeout(60)
    void givesUpWhenTheSameWorkBreaksTheConnectionEachTime() throws SQLException {
        // Given
        Plan plan = plan("1", phase("expand", "select pg_terminate_backend(pg_backend_pid())"));

        // When
        assertThatThrownBy(() -> trip.migrate(plan))
                // Then
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("5 times in a row");
        assertThat(trip.texts("select state from stopover.run order by id"))
                .containsExactly("lost", "lost", "lost", "lost", "failed");
        assertThat(trip.texts("select state from stopover.phase")).containsExactly("running");
    }

    @Test
    void runsTheScriptsInTheFolderAfterOverTheRowsThatTheTransfersMoved() throws SQLException {
        // Given
        Script after = new Script(
                Version.of("2"),
                "count",
                "expand/after/V2__count.sql",
                "create table counted as select count(*) as n from b",
                Optional.empty());
        Phase phase =
                phase("expand", List.of(script("1", "expand", TABLES), after), List.of(transfer("s.id")), List.of());

        // When
        trip.migrate(plan("1", phase));

        // Then
        assertThat(trip.texts("select n from counted")).containsExactly("10");
    }

    @Test
    void settlesARunThatDiedBeforeItCouldSayThatItWasDone() throws SQLException {
        // Given
        Plan plan = plan("1", phase("expand", TABLES));
        trip.migrate(plan);
        trip.execute("update stopover.run set state = 'running', finished_at = null, exit_code = null");

        // When
        RunResult result = trip.migrate(plan);

        // Then
        assertThat(result.nothingToDo()).isTrue();
        assertThat(trip.texts("select state || ' ' || (finished_at is not null) from stopover.run"))
                .containsExactly("lost true");
    }

    @Test
    void leavesARunAloneThatIsAtWork() throws SQLException {
        // Given
        Plan plan = plan("1", phase("expand", TABLES));
        trip.migrate(plan);
        trip.execute("update stopover.run set state = 'running', finished_at = null, exit_code = null");
        try (Connection runner = trip.database.connect("runner");
                Statement statement = runner.createStatement()) {
            statement.execute("select pg_advisory_lock(1937010544, hashtext('trip'))");

            // When
            RunResult result = trip.migrate(plan);

            // Then
            assertThat(result.nothingToDo()).isTrue();
            assertThat(trip.texts("select state from stopover.run")).containsExactly("running");
        }
    }

    @Test
    void isNotEndedByALimitOnIdleSessions() throws SQLException {
        // Given
        trip.execute("alter database " + trip.database.settings().database() + " set idle_session_timeout = '500ms'");

        // When
        trip.migrate(plan("1", phase("expand", "select pg_sleep(1.5)")));

        // Then
        assertThat(trip.texts("select state from stopover.run")).containsExactly("completed");
    }

    @Test
    void recordsTheEndOfARunThatFailedUnexpectedly() throws SQLException {
        // Given
        trip.migrate(plan("1", phase("expand", TABLES)));
        trip.execute("update stopover.run set system_identifier = '1'");
        trip.progress.onEvent(message -> {
            if (message.contains("was restored or copied")) {
                throw new IllegalStateException("no space left to write the log");
            }
        });

        // When
        assertThatThrownBy(() -> trip.migrate(plan("2", phase("expand", TABLES))))
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("no space left");
        assertThat(trip.texts("select state || ' ' || exit_code from stopover.run order by id"))
                .containsExactly("completed 0", "failed 6");
    }

    @Test
    void recordsAPhaseThatFailedUnexpectedly() throws SQLException {
        // Given
        trip.progress.onEvent(message -> {
            if (message.startsWith("applied")) {
                throw new IllegalStateException("no space left to write the log");
            }
        });

        // When
        assertThatThrownBy(() -> trip.migrate(plan("1", phase("expand", TABLES))))
                // Then
                .isInstanceOf(FailedException.class);
        assertThat(trip.texts("select state || ': ' || error from stopover.phase"))
                .singleElement()
                .asString()
                .startsWith("failed: ")
                .contains("no space left");
        assertThat(trip.texts("select state from stopover.run")).containsExactly("failed");
    }

    @Test
    void refusesAChangedScriptOfACompletedPhase() throws SQLException {
        // Given
        trip.migrate(plan("1", phase("expand", TABLES)));

        // When
        assertThatThrownBy(() -> trip.migrate(plan("2", phase("expand", TABLES + " create table c ();"))))
                // Then
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("was changed after it was applied");
        assertThat(trip.texts("select state || ' ' || plan_hash from stopover.phase"))
                .containsExactly("completed 1");
    }

    @Test
    void refusesAChangedTransferOfACompletedPhase() throws SQLException {
        // Given
        trip.migrate(plan("1", phase("expand", TABLES, transfer("s.id"))));

        // When
        assertThatThrownBy(() -> trip.migrate(plan("2", phase("expand", TABLES, transfer("s.id + 1")))))
                // Then
                .isInstanceOf(BlockedException.class)
                .hasMessageContaining("transfer move has begun with another definition");
        assertThat(trip.texts("select state || ' ' || plan_hash from stopover.phase"))
                .containsExactly("completed 1");
    }

    @Test
    void keepsACompletedPhaseThatThePlanNoLongerHas() throws SQLException {
        // Given
        trip.migrate(plan("1", phase("expand", TABLES)));

        // When
        trip.migrate(plan("2", phase("widen", TABLES)));

        // Then
        assertThat(trip.texts("select name || ' ' || state from stopover.phase order by position"))
                .containsExactly("widen completed", "expand completed");
    }
}

package dev.stopover.run;

import static dev.stopover.run.Trip.TABLES;
import static dev.stopover.run.Trip.phase;
import static dev.stopover.run.Trip.plan;
import static dev.stopover.run.Trip.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.failure.ExitCode;
import dev.stopover.failure.FailedException;
import dev.stopover.plan.Bound;
import dev.stopover.plan.Check;
import dev.stopover.plan.Plan;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of checks that a plan gains after their phase has completed. */
class LaterChecksTest {
    private final Trip trip = new Trip();

    @Test
    void aCheckThatWasAddedToACompletedPhaseIsEvaluatedAndTheOthersAreNot() throws SQLException {
        // Given
        trip.migrate(withChecks("1", rows("ten", "10")));

        // When
        RunResult result = trip.migrate(withChecks("2", rows("ten", "10"), rows("still ten", "10")));

        // Then
        assertThat(result.phases().get(0).checks())
                .extracting(check -> check.name())
                .containsExactly("still ten");
        assertThat(trip.texts("select name || ' ' || run_id from stopover.check_result order by id"))
                .containsExactly("ten 1", "still ten 2");
        assertThat(trip.texts("select plan_hash from stopover.phase")).containsExactly("2");
    }

    @Test
    void aFailureOfSuchACheckFailsTheRunAndLeavesThePhaseCompleted() throws SQLException {
        // Given
        trip.migrate(withChecks("1", rows("ten", "10")));

        // When
        assertThatThrownBy(() -> trip.migrate(withChecks("2", rows("ten", "10"), rows("eleven", "11"))))
                // Then
                .isInstanceOfSatisfying(
                        FailedException.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.NEEDS_ATTENTION))
                .hasMessageContaining("phase expand is completed, but 1 of 1 checks")
                .hasMessageContaining("eleven: expected 11, found 10");
        assertThat(trip.texts("select state || ' ' || plan_hash from stopover.phase"))
                .containsExactly("completed 1");
        assertThat(trip.texts("select state || ' ' || exit_code from stopover.run order by id"))
                .containsExactly("completed 0", "failed 6");
        assertThat(trip.texts("select kind from stopover.event where kind = 'checks-failed'"))
                .hasSize(1);
    }

    @Test
    void aCheckThatFailedThenIsEvaluatedAgain() throws SQLException {
        // Given
        trip.migrate(withChecks("1"));
        Plan grown = withChecks("2", rows("eleven", "11"));
        assertThatThrownBy(() -> trip.migrate(grown)).isInstanceOf(FailedException.class);
        trip.execute("insert into a values (11)");

        // When
        trip.migrate(grown);

        // Then
        assertThat(trip.texts("select passed::text from stopover.check_result order by id"))
                .containsExactly("false", "true");
        assertThat(trip.texts("select plan_hash from stopover.phase")).containsExactly("2");
    }

    private static Check rows(String name, String expected) {
        return new Check.Sql(name, "select count(*) from a", new Bound.Expect(expected));
    }

    private static Plan withChecks(String hash, Check... checks) {
        return plan(hash, phase("expand", List.of(script("1", "expand", TABLES)), List.of(), List.of(checks)));
    }
}

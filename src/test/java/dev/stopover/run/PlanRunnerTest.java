package dev.stopover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Position;
import dev.stopover.plan.Risk;
import dev.stopover.plan.Script;
import dev.stopover.plan.TableName;
import dev.stopover.plan.Transfer;
import dev.stopover.plan.Tripwires;
import dev.stopover.plan.Version;
import dev.stopover.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PlanRunnerTest {
    private static final Position START = new Position("plan.yaml", 1, 1);
    private static final String TABLES = "create table a (id int primary key); create table b (id int primary key);"
            + " insert into a select generate_series(1, 10);";

    private final Database database = TestServer.newDatabase();
    private final RunProgress progress = new RunProgress(new RunView(
            "trip",
            Optional.empty(),
            "",
            Optional.empty(),
            "",
            RunView.Progress.NONE,
            Optional.empty(),
            List.of(),
            false));

    @Test
    @Timeout(60)
    void givesUpWhenTheSameWorkBreaksTheConnectionEachTime() throws SQLException {
        // Given
        Plan plan = plan("1", phase("expand", "select pg_terminate_backend(pg_backend_pid())"));

        // When
        assertThatThrownBy(() -> migrate(plan))
                // Then
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("5 times in a row");
        assertThat(texts("select state from stopover.run order by id"))
                .containsExactly("lost", "lost", "lost", "lost", "failed");
        assertThat(texts("select state from stopover.phase")).containsExactly("running");
    }

    @Test
    void isNotEndedByALimitOnIdleSessions() throws SQLException {
        // Given
        TestServer.execute(
                database, "alter database " + database.settings().database() + " set idle_session_timeout = '500ms'");

        // When
        migrate(plan("1", phase("expand", "select pg_sleep(1.5)")));

        // Then
        assertThat(texts("select state from stopover.run")).containsExactly("completed");
    }

    @Test
    void recordsTheEndOfARunThatFailedUnexpectedly() throws SQLException {
        // Given
        migrate(plan("1", phase("expand", TABLES)));
        TestServer.execute(database, "update stopover.phase set state = 'rolling-back'");

        // When
        assertThatThrownBy(() -> migrate(plan("2", phase("expand", TABLES))))
                // Then
                .isInstanceOf(FailedException.class)
                .hasMessageContaining("cannot become RUNNING");
        assertThat(texts("select state || ' ' || exit_code from stopover.run order by id"))
                .containsExactly("completed 0", "failed 6");
    }

    @Test
    void recordsAPhaseThatFailedUnexpectedly() throws SQLException {
        // Given
        progress.onEvent(message -> {
            if (message.startsWith("applied")) {
                throw new IllegalStateException("no space left to write the log");
            }
        });

        // When
        assertThatThrownBy(() -> migrate(plan("1", phase("expand", TABLES))))
                // Then
                .isInstanceOf(FailedException.class);
        assertThat(texts("select state || ': ' || error from stopover.phase"))
                .singleElement()
                .asString()
                .startsWith("failed: ")
                .contains("no space left");
        assertThat(texts("select state from stopover.run")).containsExactly("failed");
    }

    @Test
    void refusesAChangedScriptOfACompletedPhase() throws SQLException {
        // Given
        migrate(plan("1", phase("expand", TABLES)));

        // When
        assertThatThrownBy(() -> migrate(plan("2", phase("expand", TABLES + " create table c ();"))))
                // Then
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("was changed after it was applied");
        assertThat(texts("select state || ' ' || plan_hash from stopover.phase"))
                .containsExactly("completed 1");
    }

    @Test
    void refusesAChangedTransferOfACompletedPhase() throws SQLException {
        // Given
        migrate(plan("1", phase("expand", TABLES, transfer("s.id"))));

        // When
        assertThatThrownBy(() -> migrate(plan("2", phase("expand", TABLES, transfer("s.id + 1")))))
                // Then
                .isInstanceOf(BlockedException.class)
                .hasMessageContaining("transfer move has begun with another definition");
        assertThat(texts("select state || ' ' || plan_hash from stopover.phase"))
                .containsExactly("completed 1");
    }

    @Test
    void keepsACompletedPhaseThatThePlanNoLongerHas() throws SQLException {
        // Given
        migrate(plan("1", phase("expand", TABLES)));

        // When
        migrate(plan("2", phase("widen", TABLES)));

        // Then
        assertThat(texts("select name || ' ' || state from stopover.phase order by position"))
                .containsExactly("widen completed", "expand completed");
    }

    private void migrate(Plan plan) {
        EntityReader none = unit -> new EntityReader.Reading(0, List.of());
        new PlanRunner(
                        database,
                        RunSettings.DEFAULT,
                        new RunContext("test", "here"),
                        new ProgressReporter(progress),
                        new StopSignal(),
                        none)
                .migrate(plan, Optional.empty());
    }

    private static Plan plan(String hash, Phase phase) {
        return new Plan("trip", "Trip", Optional.empty(), true, List.of(phase), Tripwires.DEFAULT, hash);
    }

    private static Phase phase(String name, String sql, Transfer... transfers) {
        return new Phase(
                name,
                PhaseKind.EXPAND,
                name,
                Risk.LOW,
                Optional.empty(),
                false,
                Duration.ZERO,
                Set.of(),
                false,
                List.of(new Script(Version.of("1"), "all", name + "/V1__all.sql", sql, Optional.empty())),
                List.of(transfers),
                List.of(),
                List.of(),
                List.of(),
                START);
    }

    private static Transfer transfer(String id) {
        return new Transfer(
                "move",
                new TableName(Optional.empty(), "a"),
                "s",
                List.of(),
                List.of(),
                List.of(),
                new TableName(Optional.empty(), "b"),
                Map.of("id", id),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                START);
    }

    private List<String> texts(String sql) throws SQLException {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}

package dev.stopover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.FailedException;
import dev.stopover.health.CurrentRun;
import dev.stopover.migration.HistorySchema;
import dev.stopover.plan.Bound;
import dev.stopover.plan.Monitor;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Position;
import dev.stopover.plan.Risk;
import dev.stopover.plan.Tripwires;
import dev.stopover.testing.TestServer;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands about gates and soaks, with their exit codes, against a real database. */
class GateCommandsTest {
    private final TestProgram program = new TestProgram();
    private final Database database = TestServer.newDatabase();

    @BeforeEach
    void namesTheDatabase() {
        program.environment.put(
                "DATABASE_URL",
                "postgresql://postgres@" + database.settings().hosts() + "/"
                        + database.settings().database());
    }

    @Test
    void approveRecordsWhoEvenBeforeAnythingRan() throws JsonProcessingException {
        // When
        int exitCode = program.run(
                "approve", "migrate", "--plan", "shop", "--by", "anna", "--note", "rehearsed", "--output", "json");

        // Then
        assertThat(exitCode).as(program.errors.toString()).isZero();
        JsonNode json = new ObjectMapper().readTree(program.output.toString());
        assertThat(json.get("by").asText()).isEqualTo("anna");
        assertThat(json.get("role").asText()).isEqualTo("postgres");
        assertThat(json.get("required").asBoolean()).isFalse();
        assertThat(texts("select concat_ws(' ', plan, phase, approved_by, note, plan_hash) from stopover.approval"))
                .containsExactly("shop migrate anna rehearsed hash");
    }

    @Test
    void approveWithdrawsOnceAndThenFindsNothing() {
        // Given
        program.run("approve", "migrate", "--plan", "shop", "--by", "anna");

        // When
        int first = program.run("approve", "migrate", "--plan", "shop", "--by", "ben", "--withdraw");
        int second = program.run("approve", "migrate", "--plan", "shop", "--by", "ben", "--withdraw");

        // Then
        assertThat(first).isZero();
        assertThat(program.output.toString())
                .contains("approved by anna, although the plan does not ask for it", "approval withdrawn by ben");
        assertThat(second).isEqualTo(ExitCode.BLOCKED.code());
        assertThat(program.errors.toString()).contains("has no approval to withdraw");
    }

    @Test
    void approveNeedsANameAndAPhaseOfThePlan() {
        // When / Then
        assertThat(program.run("approve", "migrate", "--plan", "shop")).isEqualTo(ExitCode.WRONG_USAGE.code());
        assertThat(program.run("approve", "migrate", "--plan", "shop", "--by", " "))
                .isEqualTo(ExitCode.WRONG_USAGE.code());
        assertThat(program.run("approve", "migrat", "--plan", "shop", "--by", "anna"))
                .isEqualTo(ExitCode.WRONG_USAGE.code());
        assertThat(program.errors.toString()).contains("--by", "plan shop has no phase migrat");
    }

    @Test
    void waitEndsWith0WhenThePhaseIsCompletedAndWith7WhenItIsNotInTime() throws SQLException {
        // Given
        history("expand", "completed");

        // When / Then
        assertThat(program.run("wait", "--for", "expand", "--plan", "shop")).isZero();
        assertThat(program.output.toString()).isEqualTo("phase expand of plan shop is completed\n");
        assertThat(program.run("wait", "--for", "migrate", "--plan", "shop", "--timeout", "10ms"))
                .isEqualTo(ExitCode.UNREACHABLE.code());
        assertThat(program.errors.toString())
                .contains("phase migrate of plan shop was not completed within 0 s: the plan was never run here");
    }

    @Test
    void waitEndsWith143OnASignal() {
        // Given
        program.stop.stop(ExitCode.TERMINATED);

        // When / Then
        assertThat(program.run("wait", "--for", "expand", "--plan", "shop")).isEqualTo(ExitCode.TERMINATED.code());
    }

    @Test
    void watchOnceEndsWith0WithinBoundsAndWith5WhenAPhaseTrippedAndWasRolledBack()
            throws SQLException, JsonProcessingException {
        // Given
        soak("select value from reading");
        TestServer.execute(database, "create table reading as select 0 as value");

        // When
        int within = program.run("watch", "--once", "--plan", "shop", "--output", "json");
        TestServer.execute(database, "update reading set value = 7");
        int outOnce = program.run("watch", "--once", "--plan", "shop");
        int outTwice = program.run("watch", "--once", "--plan", "shop");

        // Then
        assertThat(within).as(program.errors.toString()).isZero();
        assertThat(outOnce).isZero();
        assertThat(outTwice).isEqualTo(ExitCode.ROLLED_BACK.code());
        assertThat(program.output.toString())
                .contains("out of bounds 1 of 2 times", "rolled back: monitor error rate of phase cutover");
        assertThat(program.target).contains("migrate");
        assertThat(program.lossAccepted).isFalse();
        assertThat(program.configuration).doesNotContainKey("quarkus.management.port");
    }

    @Test
    void watchEndsWith6WhenATrippedPhaseIsNotRolledBack() throws SQLException {
        // Given
        soak("select 7");
        program.failure = Optional.of(new FailedException("the undo script failed", "Look."));
        program.run("watch", "--once", "--plan", "shop");

        // When
        int exitCode = program.run("watch", "--once", "--plan", "shop");

        // Then
        assertThat(exitCode).isEqualTo(ExitCode.NEEDS_ATTENTION.code());
        assertThat(program.errors.toString()).contains("the undo script failed");
    }

    @Test
    void watchEndsWith7WithoutADatabase() {
        // Given
        program.services = services();
        program.environment.put("DATABASE_URL", "postgresql://postgres@localhost:1/nowhere");

        // When / Then
        assertThat(program.run("watch", "--once", "--plan", "shop")).isEqualTo(ExitCode.UNREACHABLE.code());
    }

    private void soak(String sql) throws SQLException {
        Monitor monitor = new Monitor("error rate", sql, new Bound.AtMost(BigDecimal.ONE), Duration.ofMillis(1), 2);
        Phase cutover = new Phase(
                "cutover",
                PhaseKind.CUTOVER,
                "",
                Risk.LOW,
                Optional.empty(),
                false,
                Duration.ofDays(14),
                Set.of(),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(monitor),
                List.of(),
                new Position("plan.yaml", 1, 1));
        program.plan = new Plan(
                "shop",
                "A shop",
                Optional.empty(),
                true,
                List.of(TestProgram.PLAN.phases().get(1), cutover),
                Tripwires.DEFAULT,
                "hash");
        program.services = services();
        history("cutover", "completed");
    }

    /** A single look asks the container for nothing. */
    private static Optional<ContainerServices> services() {
        EntityReader none = (unit, within) -> new EntityReader.Reading(0, List.of());
        return Optional.of(new ContainerServices(
                new CurrentRun(),
                null,
                () -> {
                    throw new IllegalStateException("not needed");
                },
                none));
    }

    private void history(String phase, String state) throws SQLException {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement()) {
            HistorySchema.migrate(database, connection, new StopSignal(), Duration.ofSeconds(30));
            statement.execute("""
                    insert into stopover.plan (name, title, hash) values ('shop', 'A shop', 'hash');
                    insert into stopover.phase (plan, name, position, kind, title, state, started_at, completed_at)
                    values ('shop', '%s', 1, 'cutover', '', '%s', now(), now())
                    """.formatted(phase, state));
        }
    }

    private List<String> texts(String sql) {
        try (Connection connection = database.connect("test");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}

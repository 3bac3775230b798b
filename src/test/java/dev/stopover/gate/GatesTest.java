package dev.stopover.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.ExitCode;
import dev.stopover.history.ApprovalHistory;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.plan.Bound;
import dev.stopover.plan.Gate;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatesTest {
    private static final Duration NO_QUIET = Duration.ZERO;

    private final GateStage stage = new GateStage();
    private final Gates gates = new Gates(SyncActivity.NONE);

    @AfterEach
    void close() throws SQLException {
        stage.close();
    }

    @Test
    void aPhaseWithoutGatesMayStart() throws SQLException {
        // When / Then
        assertThat(closed(GateStage.phase("expand").build())).isEmpty();
    }

    @Test
    void anApprovalOpensUntilItIsWithdrawn() throws SQLException {
        // Given
        Phase phase = GateStage.phase("cutover").approvalRequired().build();
        Plan plan = GateStage.plan(phase);
        assertThat(gates.closed(stage.connection, plan, phase))
                .containsExactly(new ClosedGate(
                        ClosedGate.Kind.APPROVAL,
                        "nobody has approved it",
                        "stopover approve cutover --plan trip --by NAME",
                        Optional.empty()));

        // When
        ApprovalHistory.approve(stage.connection, plan, phase, "anna", "after the rehearsal");

        // Then
        assertThat(gates.closed(stage.connection, plan, phase)).isEmpty();
        assertThat(stage.texts(
                        "select concat_ws(' ', phase, approved_by, role, note, plan_hash) from stopover.approval"))
                .containsExactly("cutover anna postgres after the rehearsal hash");
        assertThat(ApprovalHistory.withdraw(stage.connection, plan, phase, "ben", ""))
                .isEqualTo(1);
        assertThat(gates.closed(stage.connection, plan, phase))
                .singleElement()
                .asString()
                .contains("by anna", "withdrawn by ben");
        assertThat(stage.texts("select kind || ' ' || message from stopover.event order by id"))
                .containsExactly("approved by anna: after the rehearsal", "approval-withdrawn by ben");
    }

    @Test
    void anApprovalOfOtherScriptsDoesNotCount() throws SQLException {
        // Given
        Phase approved =
                GateStage.phase("cutover").approvalRequired().script("select 1").build();
        Phase changed = GateStage.phase("cutover")
                .approvalRequired()
                .script("drop table users")
                .build();
        ApprovalHistory.approve(stage.connection, GateStage.plan(approved), approved, "anna", "");

        // When / Then
        assertThat(closed(approved)).isEmpty();
        assertThat(closed(changed)).singleElement().asString().contains("for another content of the phase");
    }

    @Test
    void anApprovalEndsWhenThePhaseIsRolledBack() throws SQLException {
        // Given
        Phase phase = GateStage.phase("cutover").approvalRequired().build();
        Plan plan = GateStage.plan(phase);
        ApprovalHistory.approve(stage.connection, plan, phase, "anna", "");
        stage.complete(plan, "cutover");
        PhaseHistory.enter(stage.connection, stage.epoch, "cutover", PhaseState.ROLLING_BACK, null);
        assertThat(gates.closed(stage.connection, plan, phase)).isEmpty();

        // When
        PhaseHistory.enter(stage.connection, stage.epoch, "cutover", PhaseState.ROLLED_BACK, null);

        // Then
        assertThat(closed(phase)).singleElement().asString().contains("ended when the phase was rolled back");
        ApprovalHistory.approve(stage.connection, plan, phase, "anna", "mended");
        assertThat(closed(phase)).isEmpty();
    }

    @Test
    void aSoakBlocksEveryLaterPhaseUntilItIsOver() throws SQLException {
        // Given
        Phase cutover = GateStage.phase("cutover").soak(Duration.ofDays(14)).build();
        Phase contract = GateStage.phase("contract").build();
        Phase last = GateStage.phase("last").build();
        Plan plan = GateStage.plan(cutover, contract, last);
        stage.complete(plan, "cutover");
        Instant completed = PhaseHistory.completions(stage.connection, "trip").get("cutover");

        // When
        List<ClosedGate> closed = gates.closed(stage.connection, plan, contract);

        // Then
        Instant end = completed.plus(14, ChronoUnit.DAYS);
        assertThat(closed)
                .containsExactly(new ClosedGate(
                        ClosedGate.Kind.SOAK,
                        "phase cutover soaks until " + end,
                        "It opens by itself at " + end + ".",
                        Optional.of(end)));
        assertThat(gates.closed(stage.connection, plan, last)).hasSize(1);
        assertThat(gates.closed(stage.connection, plan, cutover)).isEmpty();
        stage.execute("update stopover.phase set completed_at = now() - interval '14 days' where name = 'cutover'");
        assertThat(gates.closed(stage.connection, plan, contract)).isEmpty();
    }

    @Test
    void anOldClientIsNamedUntilItHasGone() throws SQLException {
        // Given
        Phase phase = GateStage.phase("contract")
                .gates(new Gate.NoClients(
                        "application_name like 'stopover old-%' or application_name like 'old-%'", NO_QUIET))
                .build();

        // When
        try (Connection own = stage.database.connect("old-runner");
                Connection old = oldClient("old-web-1")) {
            // Then
            assertThat(closed(phase)).singleElement().satisfies(gate -> {
                assertThat(gate.kind()).isEqualTo(ClosedGate.Kind.NO_CLIENTS);
                assertThat(gate.closed())
                        .startsWith("connected: 1 of user postgres, application old-web-1, from 127.0.0.1");
                assertThat(gate.opens()).contains("Stop the old clients");
            });
        }
        await().untilAsserted(() -> assertThat(closed(phase)).isEmpty());
    }

    @Test
    void aConditionThatFailsClosesTheGate() throws SQLException {
        // Given
        Phase phase = GateStage.phase("contract")
                .gates(new Gate.NoClients("aplication_name = 'x'", NO_QUIET))
                .build();

        // When / Then
        assertThat(closed(phase))
                .singleElement()
                .asString()
                .contains("aplication_name")
                .contains("failed");
    }

    @Test
    void sessionsThatTheRoleMayNotLookAtCloseTheGate() throws SQLException {
        // Given
        Phase phase = GateStage.phase("contract")
                .gates(new Gate.NoClients("client_addr <<= '10.0.0.0/8' or application_name = 'old'", NO_QUIET))
                .build();
        String role = "poor_" + stage.database.settings().database();
        stage.execute("create role " + role + " login; grant usage on schema stopover to " + role
                + "; grant select on all tables in schema stopover to " + role);
        DatabaseSettings settings = stage.database.settings();
        Database poor = new Database(new DatabaseSettings(
                settings.hosts(), settings.database(), role, settings.password(), settings.parameters()));
        try (Connection asPoor = poor.connect("trip")) {
            // When
            List<ClosedGate> closed = gates.closed(asPoor, GateStage.plan(phase), phase);

            // Then
            assertThat(closed).singleElement().satisfies(gate -> {
                assertThat(gate.closed()).contains("sessions of postgres cannot be looked at");
                assertThat(gate.opens()).isEqualTo("grant pg_read_all_stats to " + role + ";");
            });
            stage.execute("grant pg_read_all_stats to " + role);
            assertThat(gates.closed(asPoor, GateStage.plan(phase), phase)).isEmpty();
        }
    }

    @Test
    void aRecentWriteToTheOldTablesClosesTheGateWhateverClientsAreCalled() throws SQLException {
        // Given
        Phase phase = GateStage.phase("contract")
                .gates(new Gate.NoClients("false", Duration.ofMinutes(5)))
                .build();
        Plan plan = GateStage.plan(phase);

        // When / Then
        assertThat(new Gates((on, of) -> Optional.of(Duration.ofSeconds(299))).closed(stage.connection, plan, phase))
                .singleElement()
                .asString()
                .contains("the old tables were written to 299 s ago, less than 300 s");
        assertThat(new Gates((on, of) -> Optional.of(Duration.ofSeconds(300))).closed(stage.connection, plan, phase))
                .isEmpty();
    }

    @Test
    void aWindowSaysWhenItOpens() throws SQLException {
        // Given
        LocalTime hourFromNow = LocalTime.now(ZoneOffset.UTC).plusHours(1).truncatedTo(ChronoUnit.MINUTES);
        ZoneId utc = ZoneId.of("UTC");
        Gate later = new Gate.Window(hourFromNow, hourFromNow.plusHours(1), utc);
        Gate now = new Gate.Window(hourFromNow.minusHours(2), hourFromNow.plusHours(1), utc);

        // When / Then
        assertThat(closed(GateStage.phase("contract").gates(now).build())).isEmpty();
        assertThat(closed(GateStage.phase("contract").gates(later).build()))
                .singleElement()
                .satisfies(gate -> assertThat(gate.opensAt().orElseThrow())
                        .isBetween(
                                Instant.now().plusSeconds(3500), Instant.now().plusSeconds(3600)));
    }

    @Test
    void anSqlGateOpensWhenItsValueMeetsTheBound() throws SQLException {
        // Given
        stage.execute("create table jobs (id int)");
        Phase phase = sql("select count(*) from jobs", new Bound.Expect("0"));
        assertThat(closed(phase)).isEmpty();

        // When
        stage.execute("insert into jobs values (1)");

        // Then
        assertThat(closed(phase))
                .singleElement()
                .asString()
                .isEqualTo("sql: expected 0, found 1 by select count(*) from jobs");
        assertThat(closed(sql("select count(*) from jobs", GateStage.atMost("1"))))
                .isEmpty();
        assertThat(closed(sql("select count(*) from jobs", GateStage.atMost("0"))))
                .hasSize(1);
    }

    @Test
    void anSqlGateThatFailsOrWritesIsClosedAndSaysSo() throws SQLException {
        // Given
        stage.execute("""
                create table jobs (id int);
                create function add_job() returns int language sql as 'insert into jobs values (1) returning id'
                """);

        // When / Then
        assertThat(closed(sql("select count(*) from nowhere", new Bound.Expect("0"))))
                .singleElement()
                .asString()
                .contains("found no value", "relation \"nowhere\" does not exist");
        assertThat(closed(sql("select add_job()", new Bound.Expect("1"))))
                .singleElement()
                .asString()
                .contains("read-only transaction");
        assertThat(stage.texts("select count(*) from jobs")).containsExactly("0");
        assertThat(stage.connection.getAutoCommit()).isTrue();
    }

    @Test
    void aBlockedPhaseExitsWith4AndNamesEveryClosedGateAndWhatOpensIt() {
        // Given
        Phase phase = GateStage.phase("contract")
                .approvalRequired()
                .gates(new Gate.Sql("select 1", new Bound.Expect("2")))
                .build();

        // When / Then
        assertThatExceptionOfType(BlockedException.class)
                .isThrownBy(() -> gates.requireOpen(stage.connection, GateStage.plan(phase), phase))
                .satisfies(blocked -> {
                    assertThat(blocked.exitCode()).isEqualTo(ExitCode.BLOCKED);
                    assertThat(blocked)
                            .hasMessage("phase contract is blocked: approval: nobody has approved it;"
                                    + " sql: expected 2, found 1 by select 1");
                    assertThat(blocked.remedy())
                            .contains("stopover approve contract --plan trip", "opens when the query");
                });
    }

    private static Phase sql(String query, Bound bound) {
        return GateStage.phase("contract").gates(new Gate.Sql(query, bound)).build();
    }

    private List<ClosedGate> closed(Phase phase) throws SQLException {
        return gates.closed(stage.connection, GateStage.plan(phase), phase);
    }

    private Connection oldClient(String name) throws SQLException {
        Connection connection = stage.database.connect("test");
        try (var statement = connection.createStatement()) {
            statement.execute("set application_name = '" + name + "'");
        }
        return connection;
    }
}

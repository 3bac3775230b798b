package dev.stopover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stopover.gate.ClosedGate;
import dev.stopover.plan.Bound;
import dev.stopover.plan.Gate;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Position;
import dev.stopover.plan.Risk;
import dev.stopover.plan.Script;
import dev.stopover.plan.Tripwires;
import dev.stopover.plan.Version;
import dev.stopover.run.PlanStatus.CheckStatus;
import dev.stopover.run.PlanStatus.PhaseStatus;
import dev.stopover.run.PlanStatus.RejectStatus;
import dev.stopover.run.PlanStatus.TransferStatus;
import dev.stopover.testing.HistoryDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.SchemaValidationException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.hibernate.relational.SchemaManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HistoryDatabase.class)
class StatusReaderTest {
    @Inject
    StatusReader statuses;

    @Inject
    DataSource dataSource;

    @Inject
    SchemaManager schema;

    @BeforeEach
    void emptyTheHistory() throws SQLException {
        execute("drop table if exists flyway_schema_history");
        execute("truncate stopover.plan, stopover.event, stopover.approval, stopover.monitor_sample restart identity"
                + " cascade");
    }

    @Test
    void itsEntitiesFitTheHistorysTables() throws SchemaValidationException {
        // When / Then: throws when a column is missing or of another type
        schema.validate();
    }

    @Test
    void knowsNothingOfADatabaseWhereNothingRan() {
        // When
        PlanStatus status = statuses.read(plan(phase("expand", "2"), phase("contract", "3")));

        // Then
        assertThat(status.known()).isFalse();
        assertThat(status.phases()).extracting(PhaseStatus::state).containsExactly("pending", "pending");
        assertThat(status.pending()).containsExactly("2", "3");
        assertThat(statuses.readAll()).isEmpty();
    }

    @Test
    void readsPhasesRunsTransfersRejectsAndChecks() throws SQLException {
        // Given
        fillHistory();

        // When
        PlanStatus status = readWhileItRuns();

        // Then
        assertThat(status.running()).isTrue();
        assertThat(status.phases())
                .extracting(PhaseStatus::name, PhaseStatus::state)
                .containsExactly(tuple("expand", "completed"), tuple("migrate", "running"));
        assertThat(status.runs()).extracting(PlanStatus.RunStatus::state).containsExactly("running", "failed");
        assertThat(status.runs().get(1).exitCode()).contains(6);
        assertThat(status.transfers())
                .containsExactly(
                        new TransferStatus("bookings", "migrate", "copying", Optional.of(400L), 100, 90, 5, 4, 1, 0));
        assertThat(status.transfers().get(0).percent()).contains(25.0);
        assertThat(status.openRejects()).isEqualTo(1);
        assertThat(status.rejects())
                .extracting(RejectStatus::transfer, RejectStatus::sourceKey, RejectStatus::sqlState)
                .containsExactly(tuple("bookings", "{\"id\": 7}", "23503"));
        assertThat(status.checks())
                .extracting(CheckStatus::name, CheckStatus::passed, CheckStatus::keys, CheckStatus::took)
                .containsExactly(tuple("no orphans", true, List.of(), Duration.ofMillis(1500)));
    }

    @Test
    void saysWhyTheRunHoldsBackAndWhoLendsItAHand() throws SQLException {
        // Given
        fillHistory();
        execute(
                "update stopover.run set throttled = 'standby web2 is 12.0 s behind', throttled_since = now() where id = 2");
        execute("""
                insert into stopover.worker (run_id, plan, host, transfer, chunks, rows, throttled, seen_at, left_at)
                values (1, 'demo', 'of the run before', null, 0, 0, null, now(), null),
                       (2, 'demo', 'w1', 'bookings', 3, 300, 'a vacuum works on bookings', now(), null),
                       (2, 'demo', 'w2', 'bookings', 1, 100, null, now() - interval '1 minute', null),
                       (2, 'demo', 'w3', 'bookings', 1, 100, null, now() - interval '1 minute', now())
                """);

        // When
        PlanStatus status = readWhileItRuns();

        // Then
        assertThat(status.runs())
                .extracting(PlanStatus.RunStatus::throttled)
                .containsExactly(Optional.of("standby web2 is 12.0 s behind"), Optional.empty());
        assertThat(status.workers())
                .extracting(
                        PlanStatus.WorkerStatus::host, PlanStatus.WorkerStatus::state, PlanStatus.WorkerStatus::rows)
                .containsExactly(tuple("w1", "working", 300L), tuple("w2", "lost", 100L), tuple("w3", "left", 100L));
        assertThat(status.workers().get(0).throttled()).contains("a vacuum works on bookings");
    }

    @Test
    void callsARunLostWhenNobodyHasItsLock() throws SQLException {
        // Given
        fillHistory();

        // When
        PlanStatus status = statuses.readAll().get(0);

        // Then
        assertThat(status.running()).isFalse();
        assertThat(status.runs()).extracting(PlanStatus.RunStatus::state).containsExactly("lost", "failed");
    }

    @Test
    void showsTheLatestEventsAndWhatWasRejectedBeforeATransferWasTakenBack() throws SQLException {
        // Given
        fillHistory();
        execute("""
                insert into stopover.event (run_id, plan, phase, kind, message)
                select 1, 'demo', 'migrate', 'lock-retry', 'event ' || n
                from generate_series(1, 12) n
                """);
        execute("update stopover.reject set undone = true, resolved_at = now() where source_key = '{\"id\": 7}'");

        // When
        PlanStatus status = statuses.readAll().get(0);

        // Then
        assertThat(status.events())
                .hasSize(10)
                .extracting(PlanStatus.EventStatus::message)
                .startsWith("event 12", "event 11");
        assertThat(status.openRejects()).isZero();
        assertThat(status.undoneRejects())
                .extracting(RejectStatus::transfer, RejectStatus::sourceKey, RejectStatus::run)
                .containsExactly(tuple("bookings", "{\"id\": 7}", 1L));
    }

    @Test
    void saysThatTheDatabaseWasRestored() throws SQLException {
        // Given
        fillHistory();

        // When
        String server = notice("system_identifier = '1'");
        String name = notice("database_name = 'd'");
        String oid = notice("database_oid = 1");
        PlanStatus here = statuses.readAll().get(0);

        // Then
        assertThat(server)
                .startsWith("this database was restored or copied: the run before was in ")
                .containsPattern(" of another server \\(system identifier 1, here \\d{5,}\\), this one is in ");
        assertThat(name).contains(" the run before was in d of this server, this one is in ");
        assertThat(oid)
                .containsPattern(" was in another database of this name \\(oid 1, here \\d+\\), this one is in ");
        assertThat(here.restored()).isEmpty();
    }

    /** What is said when the run before was elsewhere in one respect; afterwards it was here. */
    private String notice(String otherwise) throws SQLException {
        String here = """
                update stopover.run
                set system_identifier = (select system_identifier from pg_control_system()),
                    database_name = current_database(),
                    database_oid = (select oid from pg_database where datname = current_database())
                """;
        execute(here);
        execute("update stopover.run set " + otherwise);
        String notice = statuses.readAll().get(0).restored().orElseThrow();
        execute(here);
        return notice;
    }

    private PlanStatus readWhileItRuns() throws SQLException {
        try (Connection runner = dataSource.getConnection();
                Statement statement = runner.createStatement()) {
            statement.execute("select pg_advisory_lock(1937010544, hashtext('demo'))");
            try {
                return statuses.readAll().get(0);
            } finally {
                statement.execute("select pg_advisory_unlock(1937010544, hashtext('demo'))");
            }
        }
    }

    @Test
    void callsACompletedPhaseSoakingUntilItsSoakIsOver() throws SQLException {
        // Given
        execute("insert into stopover.plan (name, title, hash) values ('demo', 'Demo', 'h')");
        execute("""
                insert into stopover.phase (plan, name, position, kind, title, state, soak, completed_at)
                values ('demo', 'young', 1, 'cutover', '', 'completed', '14 days', now() - interval '13 days'),
                       ('demo', 'old', 2, 'cutover', '', 'completed', '14 days', now() - interval '15 days'),
                       ('demo', 'failed', 3, 'cutover', '', 'failed', '14 days', null)
                """);

        // When
        PlanStatus status = statuses.readAll().get(0);

        // Then
        assertThat(status.phases()).extracting(PhaseStatus::state).containsExactly("soaking", "completed", "failed");
    }

    @Test
    void callsTheNextPhaseBlockedAndSaysWhatOpensItsGates() throws SQLException {
        // Given
        execute("insert into stopover.plan (name, title, hash) values ('demo', 'Demo', 'h')");
        execute("""
                insert into stopover.phase (plan, name, position, kind, title, state, completed_at, error)
                values ('demo', 'expand', 1, 'expand', '', 'completed', now(), null),
                       ('demo', 'contract', 2, 'contract', '', 'pending', null, null),
                       ('demo', 'last', 3, 'contract', '', 'pending', null, null)
                """);
        Plan plan = plan(
                phase("expand"),
                gated("contract", new Gate.Sql("select 1 / 0", new Bound.Expect("1"))),
                gated("last", new Gate.Sql("select 1", new Bound.Expect("2"))));

        // When
        PlanStatus status = statuses.read(plan);

        // Then
        assertThat(status.phases()).extracting(PhaseStatus::state).containsExactly("completed", "blocked", "pending");
        assertThat(status.phases().get(1).closed())
                .extracting(ClosedGate::toString)
                .containsExactly(
                        "approval: nobody has approved it",
                        "sql: expected 1, found no value (ERROR: division by zero) by select 1 / 0");
        execute("update stopover.phase set state = 'failed' where name = 'contract'");
        assertThat(statuses.read(plan).phases().get(1).state()).isEqualTo("failed");
        assertThat(statuses.read(plan).phases().get(1).closed()).hasSize(2);
        execute("update stopover.phase set state = 'running' where name = 'contract'");
        assertThat(statuses.read(plan).phases().get(1).closed()).isEmpty();
    }

    @Test
    void readsApprovalsTheLastSamplesAndTrips() throws SQLException {
        // Given
        execute("""
                insert into stopover.plan (name, title, hash) values ('demo', 'Demo', 'h');
                insert into stopover.approval (plan, phase, content_hash, plan_hash, approved_by, note)
                values ('demo', 'cutover', 'c', 'h', 'anna', 'first'),
                       ('demo', 'cutover', 'c', 'h', 'ben', 'second');
                insert into stopover.monitor_sample (plan, phase, monitor, value, bound, within, error)
                values ('demo', 'cutover', 'errors', 0.5, 'at most 1', true, null),
                       ('demo', 'cutover', 'errors', null, 'at most 1', false, 'no such table'),
                       ('demo', 'cutover', 'speed', 12.5, 'at most 100', true, null);
                insert into stopover.event (plan, phase, kind, message)
                values ('demo', 'cutover', 'tripped', 'first'),
                       ('demo', 'cutover', 'running', ''),
                       ('demo', 'cutover', 'tripped', 'second')
                """);

        // When
        PlanStatus status = statuses.readAll().get(0);

        // Then
        assertThat(status.approvals())
                .extracting(PlanStatus.ApprovalStatus::phase, PlanStatus.ApprovalStatus::by)
                .containsExactly(tuple("cutover", "ben"));
        assertThat(status.monitors())
                .extracting(
                        PlanStatus.MonitorStatus::name,
                        PlanStatus.MonitorStatus::within,
                        PlanStatus.MonitorStatus::value,
                        PlanStatus.MonitorStatus::error)
                .containsExactly(
                        tuple("errors", false, Optional.empty(), Optional.of("no such table")),
                        tuple("speed", true, Optional.of(new BigDecimal("12.5")), Optional.empty()));
        assertThat(status.trips()).extracting(PlanStatus.TripStatus::message).containsExactly("second", "first");
    }

    @Test
    void namesTheVersionsThatFlywayHasNotApplied() throws SQLException {
        // Given: a baseline of 1, 2 applied, 3 applied and undone, 4 failed, 5 undone by a script
        execute("insert into stopover.plan (name, title, hash) values ('demo', 'Demo', 'h')");
        execute("""
                create table flyway_schema_history (
                  installed_rank int, version text, type text, script text, checksum int, success boolean)
                """);
        execute("""
                insert into flyway_schema_history
                values (1, '1', 'SQL_BASELINE', '', null, true),
                       (2, '2', 'SQL', '', 1, true),
                       (3, '3', 'SQL', '', 1, true),
                       (4, '3', 'DELETE', '', null, true),
                       (5, '4', 'SQL', '', 1, false),
                       (6, '5', 'SQL', '', 1, true),
                       (7, '5', 'UNDO_SQL', '', 1, true)
                """);

        // When
        PlanStatus status = statuses.read(plan(phase("expand", "1", "2.0", "3"), phase("contract", "4", "5")));

        // Then
        assertThat(status.known()).isTrue();
        assertThat(status.pending()).containsExactly("3", "4", "5");
    }

    private void fillHistory() throws SQLException {
        execute("insert into stopover.plan (name, title, hash) values ('demo', 'Demo', 'h')");
        execute("""
                insert into stopover.run (plan, epoch, state, plan_hash, target_phase, program_version, host,
                                          system_identifier, database_name, database_oid, finished_at, exit_code, error)
                values ('demo', 1, 'failed', 'h', 'migrate', '0.1.0', 'a', '1', 'd', 1, now(), 6, 'a statement failed'),
                       ('demo', 2, 'running', 'h', 'migrate', '0.1.0', 'b', '1', 'd', 1, null, null, null)
                """);
        execute("""
                insert into stopover.phase (plan, name, position, kind, title, state, attempts, estimate)
                values ('demo', 'migrate', 2, 'migrate', 'Move', 'running', 2, '5 minutes'),
                       ('demo', 'expand', 1, 'expand', 'New tables', 'completed', 1, null)
                """);
        execute("""
                insert into stopover.transfer (plan, phase, name, state, definition, rows_estimate)
                values ('demo', 'migrate', 'bookings', 'copying', 'd', 400)
                """);
        execute("""
                insert into stopover.extent (transfer_id, relation, read, inserted, same, merged, rejected)
                values (1, 'bookings', 60, 50, 5, 4, 1),
                       (1, 'bookings', 40, 40, 0, 0, 0)
                """);
        execute("""
                insert into stopover.reject (transfer_id, run_id, source_key, sqlstate, error, resolved_at)
                values (1, 1, '{"id": 7}', '23503', 'no such studio', null),
                       (1, 1, '{"id": 8}', '23503', 'no such studio', now())
                """);
        execute("""
                insert into stopover.check_result (run_id, plan, phase, name, kind, passed, expected, actual, keys, took)
                values (1, 'demo', 'migrate', 'no orphans', 'sql', false, '0', '2', '{1,2}', '1 second'),
                       (2, 'demo', 'migrate', 'no orphans', 'sql', true, '0', '0', '{}', '1.5 seconds')
                """);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Plan plan(Phase... phases) {
        return new Plan("demo", "Demo", Optional.empty(), true, List.of(phases), Tripwires.DEFAULT, "h");
    }

    private static Phase gated(String name, Gate gate) {
        return new Phase(
                name,
                PhaseKind.CONTRACT,
                "",
                Risk.LOW,
                Optional.empty(),
                true,
                Duration.ZERO,
                Set.of(),
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(gate),
                new Position("plan.yaml", 1, 1));
    }

    private static Phase phase(String name, String... versions) {
        return new Phase(
                name,
                PhaseKind.EXPAND,
                "",
                Risk.LOW,
                Optional.empty(),
                false,
                Duration.ZERO,
                Set.of(),
                false,
                List.of(versions).stream()
                        .map(version -> new Script(
                                Version.of(version), "x", name + "/V" + version + "__x.sql", "", Optional.empty()))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Position("plan.yaml", 1, 1));
    }
}

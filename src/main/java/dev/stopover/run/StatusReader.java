package dev.stopover.run;

import dev.stopover.failure.UnreachableException;
import dev.stopover.gate.Gates;
import dev.stopover.gate.Trip;
import dev.stopover.history.ApprovalEntity;
import dev.stopover.history.CheckEntity;
import dev.stopover.history.EventEntity;
import dev.stopover.history.ExtentEntity;
import dev.stopover.history.MonitorSampleEntity;
import dev.stopover.history.PhaseEntity;
import dev.stopover.history.PlanEntity;
import dev.stopover.history.RejectEntity;
import dev.stopover.history.RunEntity;
import dev.stopover.history.TransferEntity;
import dev.stopover.migration.MigrationStatus;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.run.PlanStatus.ApprovalStatus;
import dev.stopover.run.PlanStatus.CheckStatus;
import dev.stopover.run.PlanStatus.MonitorStatus;
import dev.stopover.run.PlanStatus.PhaseStatus;
import dev.stopover.run.PlanStatus.RejectStatus;
import dev.stopover.run.PlanStatus.RunStatus;
import dev.stopover.run.PlanStatus.TransferStatus;
import dev.stopover.run.PlanStatus.TripStatus;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.hibernate.Session;

/** Reads from the history where plans stand; each call sees the state of one instant. */
@ApplicationScoped
public class StatusReader {
    private static final int RUNS = 5;
    private static final int REJECTS = 10;
    private static final int TRIPS = 5;
    private static final Set<String> COMPLETED = Set.of("completed", "soaking");
    private static final Set<String> STARTS_BEHIND_GATES = Set.of("pending", "failed", "rolled-back");

    private final Instance<Session> sessions;
    private final Instance<DataSource> dataSource;

    /** Both are looked up when used: they are started only for commands that read the status. */
    StatusReader(Instance<Session> sessions, Instance<DataSource> dataSource) {
        this.sessions = sessions;
        this.dataSource = dataSource;
    }

    /** Every plan that was ever run on this database; none when Stopover was never used here. */
    public List<PlanStatus> readAll() {
        return QuarkusTransaction.requiringNew().call(() -> {
            snapshot();
            return hasHistory()
                    ? PlanEntity.<PlanEntity>listAll().stream()
                            .map(plan -> read(plan.name, plan.title, true, Optional.empty()))
                            .toList()
                    : List.of();
        });
    }

    /** One plan, with what it has still to do, whether or not it was ever run here. */
    public PlanStatus read(Plan plan) {
        PlanStatus status = QuarkusTransaction.requiringNew().call(() -> {
            snapshot();
            if (!hasHistory()) {
                return neverRun(plan);
            }
            return read(plan.name(), plan.title(), PlanEntity.findById(plan.name()) != null, Optional.of(plan));
        });
        return next(status).map(phase -> withGates(status, plan, phase)).orElse(status);
    }

    /** The phase that a run would take up next, unless one is at work on it. */
    private static Optional<String> next(PlanStatus status) {
        return status.phases().stream()
                .filter(phase -> !COMPLETED.contains(phase.state()))
                .findFirst()
                .filter(phase -> STARTS_BEHIND_GATES.contains(phase.state()))
                .map(PhaseStatus::name);
    }

    /** Outside of the snapshot, since authors' queries may fail, and see what is true now. */
    private PlanStatus withGates(PlanStatus status, Plan plan, String phase) {
        if (!status.known() || plan.phase(phase).isEmpty()) {
            return status;
        }
        try (Connection connection = dataSource.get().getConnection()) {
            return status.withClosedGates(
                    phase,
                    new Gates(SyncClients::sinceLastWrite)
                            .closed(connection, plan, plan.phase(phase).get()));
        } catch (SQLException e) {
            throw new UnreachableException(
                    "the gates of phase " + phase + " cannot be looked at: " + e.getMessage(), "Try again.", e);
        }
    }

    /** All statements of the transaction see the same instant; without it a phase could complete between two of them. */
    private void snapshot() {
        sessions.get().doWork(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
            }
        });
    }

    private boolean hasHistory() {
        return sessions.get()
                .createNativeQuery("select to_regclass('stopover.event') is not null", Boolean.class)
                .getSingleResult();
    }

    private PlanStatus neverRun(Plan plan) {
        List<PhaseStatus> phases =
                plan.phases().stream().map(StatusReader::pending).toList();
        return new PlanStatus(
                plan.name(),
                plan.title(),
                false,
                phases,
                List.of(),
                List.of(),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                versions(plan));
    }

    private PlanStatus read(String name, String title, boolean known, Optional<Plan> plan) {
        List<TransferEntity> transfers = TransferEntity.of(name);
        Map<Long, String> transferNames = new HashMap<>();
        transfers.forEach(transfer -> transferNames.put(transfer.id, transfer.name));
        return new PlanStatus(
                name,
                title,
                known,
                phases(name, plan),
                RunEntity.latest(name, RUNS).stream().map(StatusReader::run).toList(),
                transfers(name, transfers),
                RejectEntity.countOpen(name),
                RejectEntity.open(name, REJECTS).stream()
                        .map(reject -> new RejectStatus(
                                transferNames.getOrDefault(reject.transferId, ""),
                                reject.sourceKey,
                                reject.sqlstate,
                                reject.error,
                                reject.rejectedAt))
                        .toList(),
                CheckEntity.latest(name).stream().map(StatusReader::check).toList(),
                ApprovalEntity.latest(name).stream().map(StatusReader::approval).toList(),
                MonitorSampleEntity.latest(name).stream()
                        .map(StatusReader::monitor)
                        .toList(),
                EventEntity.latest(name, Trip.EVENT, TRIPS).stream()
                        .map(trip -> new TripStatus(String.valueOf(trip.phase), trip.message, trip.at))
                        .toList(),
                plan.map(this::versions).orElse(List.of()));
    }

    private List<String> versions(Plan plan) {
        return sessions.get().doReturningWork(connection -> MigrationStatus.read(connection, plan)).pending().stream()
                .map(script -> script.version().toString())
                .toList();
    }

    private static List<PhaseStatus> phases(String name, Optional<Plan> plan) {
        List<PhaseStatus> phases = new ArrayList<>();
        PhaseEntity.of(name).forEach(phase -> phases.add(phase(phase, Instant.now())));
        plan.stream()
                .flatMap(known -> known.phases().stream())
                .filter(phase ->
                        phases.stream().noneMatch(stored -> stored.name().equals(phase.name())))
                .forEach(phase -> phases.add(pending(phase)));
        return phases;
    }

    private static PhaseStatus pending(Phase phase) {
        return new PhaseStatus(
                phase.name(),
                phase.kind().name().toLowerCase(Locale.ROOT),
                phase.title(),
                "pending",
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static PhaseStatus phase(PhaseEntity phase, Instant now) {
        Optional<Instant> completed = Optional.ofNullable(phase.completedAt);
        Optional<Instant> soaksUntil = completed
                .filter(at -> phase.state.equals("completed") && phase.soak.compareTo(Duration.ZERO) > 0)
                .map(at -> at.plus(phase.soak));
        String state = soaksUntil.filter(now::isBefore).map(until -> "soaking").orElse(phase.state);
        return new PhaseStatus(
                phase.name,
                phase.kind,
                phase.title,
                state,
                phase.attempts,
                Optional.ofNullable(phase.startedAt),
                completed,
                soaksUntil,
                Optional.ofNullable(phase.error),
                List.of());
    }

    private static RunStatus run(RunEntity run) {
        return new RunStatus(
                run.id,
                run.state,
                run.targetPhase,
                run.host,
                run.programVersion,
                run.startedAt,
                Optional.ofNullable(run.finishedAt),
                Optional.ofNullable(run.exitCode),
                Optional.ofNullable(run.error),
                Optional.ofNullable(run.throttled),
                Optional.ofNullable(run.throttledSince));
    }

    private static List<TransferStatus> transfers(String plan, List<TransferEntity> transfers) {
        Map<Long, ExtentEntity.Sum> sums = new HashMap<>();
        ExtentEntity.sums(plan).forEach(sum -> sums.put(sum.transferId(), sum));
        ExtentEntity.Sum nothing = new ExtentEntity.Sum(0L, 0L, 0L, 0L, 0L, 0L);
        return transfers.stream()
                .map(transfer -> {
                    ExtentEntity.Sum sum = sums.getOrDefault(transfer.id, nothing);
                    return new TransferStatus(
                            transfer.name,
                            transfer.phase,
                            transfer.state,
                            Optional.ofNullable(transfer.rowsEstimate),
                            sum.read(),
                            sum.inserted(),
                            sum.same(),
                            sum.merged(),
                            sum.rejected(),
                            transfer.restarts);
                })
                .toList();
    }

    private static ApprovalStatus approval(ApprovalEntity approval) {
        return new ApprovalStatus(
                approval.phase,
                approval.approvedBy,
                approval.role,
                approval.note,
                approval.approvedAt,
                Optional.ofNullable(approval.withdrawnBy));
    }

    private static MonitorStatus monitor(MonitorSampleEntity sample) {
        return new MonitorStatus(
                sample.phase,
                sample.monitor,
                Optional.ofNullable(sample.value),
                sample.bound,
                sample.within,
                Optional.ofNullable(sample.error),
                sample.sampledAt);
    }

    private static CheckStatus check(CheckEntity check) {
        return new CheckStatus(
                check.phase,
                check.name,
                check.kind,
                check.passed,
                check.expected,
                check.actual,
                check.detail,
                Arrays.asList(check.keys),
                check.took,
                check.checkedAt);
    }
}

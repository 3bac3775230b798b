package dev.stopover.run;

import dev.stopover.failure.UnreachableException;
import dev.stopover.gate.Gates;
import dev.stopover.gate.Trip;
import dev.stopover.history.ApprovalEntity;
import dev.stopover.history.CheckEntity;
import dev.stopover.history.EventEntity;
import dev.stopover.history.FlagHistory;
import dev.stopover.history.MonitorSampleEntity;
import dev.stopover.history.PlanEntity;
import dev.stopover.history.RejectEntity;
import dev.stopover.history.RunEntity;
import dev.stopover.history.RunHistory;
import dev.stopover.history.TransferEntity;
import dev.stopover.history.WorkerEntity;
import dev.stopover.migration.MigrationStatus;
import dev.stopover.plan.Plan;
import dev.stopover.run.PlanStatus.PhaseStatus;
import dev.stopover.run.PlanStatus.TripStatus;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
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
    private static final int EVENTS = 10;
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
        List<PlanStatus> plans = QuarkusTransaction.requiringNew().call(() -> {
            snapshot();
            return hasHistory()
                    ? PlanEntity.<PlanEntity>listAll().stream()
                            .map(plan -> read(plan.name, plan.title, true, Optional.empty()))
                            .toList()
                    : List.<PlanStatus>of();
        });
        return plans.stream().map(this::corrected).toList();
    }

    /** One plan, with what it has still to do, whether or not it was ever run here. */
    public PlanStatus read(Plan plan) {
        PlanStatus status = corrected(QuarkusTransaction.requiringNew().call(() -> {
            snapshot();
            if (!hasHistory()) {
                return neverRun(plan);
            }
            return read(plan.name(), plan.title(), PlanEntity.findById(plan.name()) != null, Optional.of(plan));
        }));
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
                plan.phases().stream().map(StatusRows::pending).toList();
        return new PlanStatus(
                plan.name(),
                plan.title(),
                false,
                phases,
                List.of(),
                List.of(),
                List.of(),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
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
                StatusRows.phases(name, plan),
                RunEntity.latest(name, RUNS).stream().map(StatusRows::run).toList(),
                WorkerEntity.ofLatestRun(name).stream().map(StatusRows::worker).toList(),
                StatusRows.transfers(name, transfers),
                RejectEntity.countOpen(name),
                RejectEntity.open(name, REJECTS).stream()
                        .map(reject -> StatusRows.reject(reject, transferNames))
                        .toList(),
                RejectEntity.undone(name, REJECTS).stream()
                        .map(reject -> StatusRows.reject(reject, transferNames))
                        .toList(),
                CheckEntity.latest(name).stream().map(StatusRows::check).toList(),
                ApprovalEntity.latest(name).stream().map(StatusRows::approval).toList(),
                MonitorSampleEntity.latest(name).stream()
                        .map(StatusRows::monitor)
                        .toList(),
                EventEntity.latest(name, Trip.EVENT, TRIPS).stream()
                        .map(trip -> new TripStatus(String.valueOf(trip.phase), trip.message, trip.at))
                        .toList(),
                sessions.get().doReturningWork(connection -> FlagHistory.inForce(connection, name)),
                EventEntity.latest(name, EVENTS).stream().map(StatusRows::event).toList(),
                Optional.empty(),
                plan.map(this::versions).orElse(List.of()));
    }

    private List<String> versions(Plan plan) {
        return sessions.get().doReturningWork(connection -> MigrationStatus.read(connection, plan)).pending().stream()
                .map(script -> script.version().toString())
                .toList();
    }

    /** What the runs before say of themselves, and what is true: one that died could not say so. */
    private PlanStatus corrected(PlanStatus status) {
        if (!status.known()) {
            return status;
        }
        try (Connection connection = dataSource.get().getConnection()) {
            PlanStatus told = status.withRestored(RestoredDatabase.notice(connection, status.plan()));
            // In this order: a runner has the lock before its run is recorded, and until its end is.
            return !status.running()
                            || RunLock.isTaken(connection, status.plan())
                            || !RunHistory.hasOpen(connection, status.plan())
                    ? told
                    : told.withLostRun();
        } catch (SQLException e) {
            throw new UnreachableException(
                    "it cannot be seen whether a run is at work: " + e.getMessage(), "Try again.", e);
        }
    }
}

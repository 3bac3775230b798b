package dev.stopover.run;

import dev.stopover.history.ApprovalEntity;
import dev.stopover.history.CheckEntity;
import dev.stopover.history.EventEntity;
import dev.stopover.history.ExtentEntity;
import dev.stopover.history.MonitorSampleEntity;
import dev.stopover.history.PhaseEntity;
import dev.stopover.history.RejectEntity;
import dev.stopover.history.RunEntity;
import dev.stopover.history.TransferEntity;
import dev.stopover.history.WorkerEntity;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.run.PlanStatus.ApprovalStatus;
import dev.stopover.run.PlanStatus.CheckStatus;
import dev.stopover.run.PlanStatus.EventStatus;
import dev.stopover.run.PlanStatus.MonitorStatus;
import dev.stopover.run.PlanStatus.PhaseStatus;
import dev.stopover.run.PlanStatus.RejectStatus;
import dev.stopover.run.PlanStatus.RunStatus;
import dev.stopover.run.PlanStatus.TransferStatus;
import dev.stopover.run.PlanStatus.WorkerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns rows of the history into what a status shows. */
final class StatusRows {
    private static final Duration SILENT_WORKER = Duration.ofSeconds(30);

    private StatusRows() {}

    static WorkerStatus worker(WorkerEntity worker) {
        boolean silent = worker.seenAt.isBefore(Instant.now().minus(SILENT_WORKER));
        String state = silent ? "lost" : "working";
        return new WorkerStatus(
                worker.host,
                worker.runId,
                worker.leftAt == null ? state : "left",
                Optional.ofNullable(worker.transfer),
                worker.chunks,
                worker.rows,
                worker.joinedAt,
                worker.seenAt,
                Optional.ofNullable(worker.throttled));
    }

    static List<PhaseStatus> phases(String name, Optional<Plan> plan) {
        List<PhaseStatus> phases = new ArrayList<>();
        PhaseEntity.of(name).forEach(phase -> phases.add(phase(phase, Instant.now())));
        plan.stream()
                .flatMap(known -> known.phases().stream())
                .filter(phase ->
                        phases.stream().noneMatch(stored -> stored.name().equals(phase.name())))
                .forEach(phase -> phases.add(pending(phase)));
        return phases;
    }

    static PhaseStatus pending(Phase phase) {
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

    static PhaseStatus phase(PhaseEntity phase, Instant now) {
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

    static RunStatus run(RunEntity run) {
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

    static List<TransferStatus> transfers(String plan, List<TransferEntity> transfers) {
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

    static ApprovalStatus approval(ApprovalEntity approval) {
        return new ApprovalStatus(
                approval.phase,
                approval.approvedBy,
                approval.role,
                approval.note,
                approval.approvedAt,
                Optional.ofNullable(approval.withdrawnBy));
    }

    static MonitorStatus monitor(MonitorSampleEntity sample) {
        return new MonitorStatus(
                sample.phase,
                sample.monitor,
                Optional.ofNullable(sample.value),
                sample.bound,
                sample.within,
                Optional.ofNullable(sample.error),
                sample.sampledAt);
    }

    static CheckStatus check(CheckEntity check) {
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

    static RejectStatus reject(RejectEntity reject, Map<Long, String> transfers) {
        return new RejectStatus(
                transfers.getOrDefault(reject.transferId, ""),
                reject.sourceKey,
                reject.sqlstate,
                reject.error,
                reject.runId,
                reject.rejectedAt);
    }

    static EventStatus event(EventEntity event) {
        return new EventStatus(
                event.at,
                Optional.ofNullable(event.runId),
                Optional.ofNullable(event.phase),
                event.kind,
                event.message);
    }
}

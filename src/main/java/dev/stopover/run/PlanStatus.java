package dev.stopover.run;

import dev.stopover.gate.ClosedGate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a plan stands on one database, as its history says.
 *
 * @param known whether the plan was ever run here; if not, its phases are all pending
 * @param runs the latest runs, the newest first
 * @param workers further processes that have lent the latest run a hand
 * @param openRejects how many rows could not be moved and wait for a person
 * @param rejects the first of them
 * @param undoneRejects the latest rejects of transfers that were taken back since, the newest first
 * @param checks the latest result of every check
 * @param approvals the latest approval of every phase that has one
 * @param monitors the latest sample of every monitor
 * @param trips the latest tripwires that were touched, the newest first
 * @param flags for how many of a hundred keys each feature flag is on now
 * @param events the latest events, the newest first
 * @param restored in which database the last run was, if this one was restored or copied from it since
 * @param pending the versions of the migrations that have still to run; empty when the plan itself is not at hand
 */
public record PlanStatus(
        String plan,
        String title,
        boolean known,
        List<PhaseStatus> phases,
        List<RunStatus> runs,
        List<WorkerStatus> workers,
        List<TransferStatus> transfers,
        long openRejects,
        List<RejectStatus> rejects,
        List<RejectStatus> undoneRejects,
        List<CheckStatus> checks,
        List<ApprovalStatus> approvals,
        List<MonitorStatus> monitors,
        List<TripStatus> trips,
        Map<String, BigDecimal> flags,
        List<EventStatus> events,
        Optional<String> restored,
        List<String> pending) {
    public PlanStatus {
        phases = List.copyOf(phases);
        runs = List.copyOf(runs);
        workers = List.copyOf(workers);
        transfers = List.copyOf(transfers);
        rejects = List.copyOf(rejects);
        undoneRejects = List.copyOf(undoneRejects);
        checks = List.copyOf(checks);
        approvals = List.copyOf(approvals);
        monitors = List.copyOf(monitors);
        trips = List.copyOf(trips);
        flags = Collections.unmodifiableMap(new LinkedHashMap<>(flags));
        events = List.copyOf(events);
        pending = List.copyOf(pending);
    }

    /** Whether a run is at work. */
    public boolean running() {
        return runs.stream()
                .findFirst()
                .filter(run -> run.state().equals("running"))
                .isPresent();
    }

    /**
     * Where one phase stands.
     *
     * @param state as stored, or {@code soaking} for a completed phase whose soak is not over, or {@code blocked} for a
     *     pending one that is next and whose gates are not all open
     * @param soaksUntil the end of the soak, for a completed phase that has one
     * @param closed the gates that keep the phase from starting, if it is the next one; known only with the plan at hand
     */
    public record PhaseStatus(
            String name,
            String kind,
            String title,
            String state,
            int attempts,
            Optional<Instant> startedAt,
            Optional<Instant> completedAt,
            Optional<Instant> soaksUntil,
            Optional<String> error,
            List<ClosedGate> closed) {
        public PhaseStatus {
            closed = List.copyOf(closed);
        }

        /** The same phase, kept from starting by these gates. */
        PhaseStatus blockedBy(List<ClosedGate> gates) {
            String derived = state.equals("pending") && !gates.isEmpty() ? "blocked" : state;
            return new PhaseStatus(
                    name, kind, title, derived, attempts, startedAt, completedAt, soaksUntil, error, gates);
        }
    }

    /** One execution of the runner. */
    public record RunStatus(
            long id,
            String state,
            String targetPhase,
            String host,
            String programVersion,
            Instant startedAt,
            Optional<Instant> finishedAt,
            Optional<Integer> exitCode,
            Optional<String> error,
            Optional<String> throttled,
            Optional<Instant> throttledSince) {
        private RunStatus asLost() {
            return new RunStatus(
                    id,
                    "lost",
                    targetPhase,
                    host,
                    programVersion,
                    startedAt,
                    finishedAt,
                    exitCode,
                    error,
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /**
     * A further process that moves rows for a run.
     *
     * @param state working; left; or, when it has given no sign of life for some time, lost
     * @param rows the rows that it has moved
     */
    public record WorkerStatus(
            String host,
            long run,
            String state,
            Optional<String> transfer,
            long chunks,
            long rows,
            Instant joinedAt,
            Instant seenAt,
            Optional<String> throttled) {}

    /**
     * How far one transfer has come; read = inserted + same + merged + rejected.
     *
     * @param estimate the rows of the source as estimated when the transfer began
     */
    public record TransferStatus(
            String name,
            String phase,
            String state,
            Optional<Long> estimate,
            long read,
            long inserted,
            long same,
            long merged,
            long rejected,
            int restarts) {
        /** From 0 to 100; 100 only when the transfer has ended, absent when the total is unknown. */
        public Optional<Double> percent() {
            if (state.equals("copied")) {
                return Optional.of(100.0);
            }
            return estimate.filter(rows -> rows > 0).map(rows -> Math.min(99.9, 100.0 * read / rows));
        }
    }

    /** A row that could not be moved, and the run that tried it last. */
    public record RejectStatus(
            String transfer, String sourceKey, String sqlState, String error, long run, Instant at) {}

    /** What a check found last. */
    public record CheckStatus(
            String phase,
            String name,
            String kind,
            boolean passed,
            String expected,
            String actual,
            String detail,
            List<String> keys,
            Duration took,
            Instant at) {
        public CheckStatus {
            keys = List.copyOf(keys);
        }
    }

    /** Who approved a phase last. */
    public record ApprovalStatus(
            String phase, String by, String role, String note, Instant at, Optional<String> withdrawnBy) {}

    /**
     * What a monitor said last.
     *
     * @param value absent when it could not be measured, which counts as out of bounds
     */
    public record MonitorStatus(
            String phase,
            String name,
            Optional<BigDecimal> value,
            String bound,
            boolean within,
            Optional<String> error,
            Instant at) {}

    /** A tripwire that was touched. */
    public record TripStatus(String phase, String message, Instant at) {}

    /**
     * Something that happened.
     *
     * @param run absent when it was not a run that did it
     * @param phase absent when it concerns the plan as a whole
     */
    public record EventStatus(Instant at, Optional<Long> run, Optional<String> phase, String kind, String message) {}

    /** The same status, of a database that was restored or copied from another. */
    PlanStatus withRestored(Optional<String> notice) {
        return with(phases, runs, notice);
    }

    /** The same status, whose latest run is known to be dead. */
    PlanStatus withLostRun() {
        List<RunStatus> corrected = new ArrayList<>(runs);
        corrected.set(0, runs.get(0).asLost());
        return with(phases, corrected, restored);
    }

    /** The same status with the next phase's closed gates. */
    PlanStatus withClosedGates(String phase, List<ClosedGate> gates) {
        return with(
                phases.stream()
                        .map(each -> each.name().equals(phase) ? each.blockedBy(gates) : each)
                        .toList(),
                runs,
                restored);
    }

    private PlanStatus with(List<PhaseStatus> otherPhases, List<RunStatus> otherRuns, Optional<String> notice) {
        return new PlanStatus(
                plan,
                title,
                known,
                otherPhases,
                otherRuns,
                workers,
                transfers,
                openRejects,
                rejects,
                undoneRejects,
                checks,
                approvals,
                monitors,
                trips,
                flags,
                events,
                notice,
                pending);
    }
}

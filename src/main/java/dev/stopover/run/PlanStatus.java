package dev.stopover.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a plan stands on one database, as its history says.
 *
 * @param known whether the plan was ever run here; if not, its phases are all pending
 * @param runs the latest runs, the newest first
 * @param openRejects how many rows could not be moved and wait for a person
 * @param rejects the first of them
 * @param checks the latest result of every check
 * @param pending the versions of the migrations that have still to run; empty when the plan itself is not at hand
 */
public record PlanStatus(
        String plan,
        String title,
        boolean known,
        List<PhaseStatus> phases,
        List<RunStatus> runs,
        List<TransferStatus> transfers,
        long openRejects,
        List<RejectStatus> rejects,
        List<CheckStatus> checks,
        List<String> pending) {
    public PlanStatus {
        phases = List.copyOf(phases);
        runs = List.copyOf(runs);
        transfers = List.copyOf(transfers);
        rejects = List.copyOf(rejects);
        checks = List.copyOf(checks);
        pending = List.copyOf(pending);
    }

    /** Whether a run is at work, as far as the history knows; a runner that was killed looks like it until the next. */
    public boolean running() {
        return runs.stream()
                .findFirst()
                .filter(run -> run.state().equals("running"))
                .isPresent();
    }

    /**
     * Where one phase stands.
     *
     * @param state as stored, or {@code soaking} for a completed phase whose soak is not over
     * @param soaksUntil the end of the soak, for a completed phase that has one
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
            Optional<String> error) {}

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
            Optional<String> error) {}

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

    /** A row that could not be moved. */
    public record RejectStatus(String transfer, String sourceKey, String sqlState, String error, Instant at) {}

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
}

package dev.stopover.run;

import dev.stopover.history.CheckResult;
import dev.stopover.throttle.HeldTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was done in each phase, over all attempts at a plan: a lost connection does not undo what was committed. */
final class RunTally {
    private final ProgressReporter reporter;
    private final long begunAt = System.nanoTime();
    private final Map<String, PhaseTally> phases = new LinkedHashMap<>();

    RunTally(ProgressReporter reporter) {
        this.reporter = reporter;
    }

    /** The account of one phase, begun with the first call. */
    PhaseTally phase(String name) {
        return phases.computeIfAbsent(name, fresh -> new PhaseTally(reporter));
    }

    /** What was done in that phase was undone. */
    void forget(String name) {
        phases.remove(name);
    }

    /** The phases that were worked on, in order. */
    List<RunResult.PhaseResult> results() {
        List<RunResult.PhaseResult> results = new ArrayList<>();
        phases.forEach((name, phase) -> results.add(phase.result(name)));
        return results;
    }

    Duration took() {
        return Duration.ofNanos(System.nanoTime() - begunAt);
    }

    /** What was done in one phase. */
    static final class PhaseTally {
        private final long begunAt = System.nanoTime();
        private final MigrationReport migrations;
        private final TransferReport transfers;
        private final HeldTime held = new HeldTime();
        private List<CheckResult> checks = List.of();
        private Duration took = Duration.ZERO;

        private PhaseTally(ProgressReporter reporter) {
            this.migrations = new MigrationReport(reporter);
            this.transfers = new TransferReport(reporter);
        }

        MigrationReport migrations() {
            return migrations;
        }

        TransferReport transfers() {
            return transfers;
        }

        /** How long its transfers were held back. */
        HeldTime held() {
            return held;
        }

        /** The checks were evaluated, which ends the work on a phase. */
        void checked(List<CheckResult> results) {
            checks = List.copyOf(results);
            took = Duration.ofNanos(System.nanoTime() - begunAt);
        }

        private RunResult.PhaseResult result(String name) {
            return new RunResult.PhaseResult(name, migrations.applied(), transfers.rows(), checks, took);
        }
    }
}

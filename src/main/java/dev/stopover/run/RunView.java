package dev.stopover.run;

import dev.stopover.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about a run in this process at one instant; what the probes, the metrics and the progress display show.
 *
 * @param run the run's id in the history, once it has one
 * @param state {@code starting}, {@code waiting} (for the lock), {@code running}, {@code completed}, {@code failed} or
 *     {@code stopped}
 * @param phase the phase at work
 * @param activity what is being done just now, in a few words
 * @param throttled why the run holds back, when it does
 * @param ready whether the target phase is reached and its checks hold; while phases soak, whether their monitors are
 *     within their bounds
 * @param soaks the phases that soak, where they are watched
 */
public record RunView(
        String plan,
        Optional<Long> run,
        String state,
        Optional<String> phase,
        String activity,
        Progress progress,
        Optional<String> throttled,
        List<PhaseView> phases,
        boolean ready,
        List<Soak> soaks) {
    public RunView {
        phases = List.copyOf(phases);
        soaks = List.copyOf(soaks);
    }

    /** What a run shows, which watches no soak. */
    public RunView(
            String plan,
            Optional<Long> run,
            String state,
            Optional<String> phase,
            String activity,
            Progress progress,
            Optional<String> throttled,
            List<PhaseView> phases,
            boolean ready) {
        this(plan, run, state, phase, activity, progress, throttled, phases, ready, List.of());
    }

    /** What is known before the database was reached. */
    public static RunView starting(Plan plan) {
        return new RunView(
                plan.name(),
                Optional.empty(),
                "starting",
                Optional.empty(),
                "connecting",
                Progress.NONE,
                Optional.empty(),
                plan.phases().stream()
                        .map(phase -> new PhaseView(phase.name(), "pending"))
                        .toList(),
                false);
    }

    RunView withState(String newState) {
        return new RunView(plan, run, newState, phase, activity, progress, throttled, phases, ready);
    }

    RunView withRun(long newRun) {
        return new RunView(plan, Optional.of(newRun), "running", phase, activity, progress, throttled, phases, ready);
    }

    RunView withPhase(String newPhase) {
        return new RunView(plan, run, state, Optional.of(newPhase), activity, progress, throttled, phases, ready);
    }

    RunView withPhases(List<PhaseView> newPhases) {
        return new RunView(plan, run, state, phase, activity, progress, throttled, newPhases, ready);
    }

    RunView withProgress(Progress newProgress) {
        return new RunView(plan, run, state, phase, newProgress.step(), newProgress, throttled, phases, ready);
    }

    RunView withThrottled(Optional<String> reason) {
        return new RunView(plan, run, state, phase, activity, progress, reason, phases, ready);
    }

    RunView reached() {
        return new RunView(plan, run, "completed", phase, "", Progress.NONE, Optional.empty(), phases, true);
    }

    /** A phase that soaks, and what its monitors say, each in a few words. */
    public record Soak(String phase, Instant until, Map<String, String> monitors) {
        public Soak {
            monitors = Collections.unmodifiableMap(new LinkedHashMap<>(monitors));
        }
    }

    /** Where one phase stands. */
    public record PhaseView(String name, String state) {}

    /**
     * How far the transfer at work has come.
     *
     * @param step the transfer, script or check at work
     * @param rows rows done
     * @param total rows in all, as estimated; absent when unknown
     * @param rowsPerSecond over the last seconds
     * @param remaining the time it will still take at that rate; absent when unknown
     */
    public record Progress(
            String step, long rows, Optional<Long> total, double rowsPerSecond, Optional<Duration> remaining) {
        public static final Progress NONE = new Progress("", 0, Optional.empty(), 0, Optional.empty());

        /** Rows done of rows in all, from 0 to 100; absent when the total is unknown. */
        public Optional<Double> percent() {
            return total.map(all -> all == 0 ? 100.0 : Math.min(100.0, 100.0 * rows / all));
        }
    }
}

package dev.stopover.run;

import dev.stopover.history.MonitorSample;
import dev.stopover.history.PhaseState;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.run.RunView.PhaseView;
import dev.stopover.run.RunView.Progress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Turns what the parts of a run report into the one view of it: states, rows, rate and remaining time. */
public final class ProgressReporter {
    /** The rate is taken over this many seconds, so that it follows a throttle soon and yet does not jump. */
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final RunProgress progress;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private final AtomicLong workDone = new AtomicLong();
    private String step = "";
    private long rows;
    private Optional<Long> total = Optional.empty();

    private record Sample(long at, long rows) {}

    public ProgressReporter(RunProgress progress) {
        this.progress = progress;
    }

    /** Something was done that no later attempt does again: a script, a statement, a chunk or a phase. */
    void done() {
        workDone.incrementAndGet();
    }

    /** How many such things were done. */
    long workDone() {
        return workDone.get();
    }

    /** Tells the listeners something notable. */
    public void event(String message) {
        progress.event(message);
    }

    void sampled(MonitorSample sample) {
        progress.sampled(sample);
    }

    void state(String state) {
        progress.update(view -> view.withState(state));
    }

    void waiting(String reason) {
        state("waiting");
        event(reason);
    }

    void began(long run) {
        progress.update(view -> view.withRun(run));
    }

    /** Shows where each phase of the plan stands; phases that the history does not know are pending. */
    void phases(Plan plan, Map<String, PhaseState> states) {
        List<PhaseView> phases = plan.phases().stream()
                .map(phase -> new PhaseView(
                        phase.name(),
                        states.getOrDefault(phase.name(), PhaseState.PENDING).word()))
                .toList();
        progress.update(view -> view.withPhases(phases));
    }

    void phase(Phase phase, PhaseState state) {
        progress.update(view -> view.withPhase(phase.name())
                .withPhases(view.phases().stream()
                        .map(each -> each.name().equals(phase.name()) ? new PhaseView(each.name(), state.word()) : each)
                        .toList()));
        event("phase " + phase.name() + ": " + state.word());
    }

    /** The target is reached and its checks hold. */
    void reached() {
        progress.update(RunView::reached);
    }

    /** Something else is being done now, for which rows do not count. */
    public synchronized void activity(String what) {
        begin(what, 0, Optional.empty());
    }

    /** Rows are being counted towards a total from now on. */
    synchronized void begin(String what, long done, Optional<Long> ofTotal) {
        step = what;
        rows = done;
        total = ofTotal;
        samples.clear();
        samples.add(new Sample(System.nanoTime(), done));
        show();
    }

    /** More rows are done. */
    synchronized void advance(long more) {
        rows += more;
        long now = System.nanoTime();
        samples.add(new Sample(now, rows));
        while (samples.size() > 2 && now - samples.getFirst().at() > WINDOW.toNanos()) {
            samples.removeFirst();
        }
        show();
    }

    /** Rows wait for that reason, or for none any more: the rate begins anew with the next ones. */
    synchronized void throttled(Optional<String> reason) {
        progress.update(view -> view.withThrottled(reason));
        if (!samples.isEmpty()) {
            samples.clear();
            samples.add(new Sample(System.nanoTime(), rows));
            show();
        }
    }

    private void show() {
        double rate = rate();
        Optional<Duration> remaining = rate > 0
                ? total.map(all -> Duration.ofMillis((long) (1000 * Math.max(0, all - rows) / rate)))
                : Optional.empty();
        Progress shown = new Progress(step, rows, total, rate, remaining);
        progress.update(view -> view.withProgress(shown));
    }

    private double rate() {
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        long nanos = last.at() - first.at();
        return nanos == 0 ? 0 : (last.rows() - first.rows()) * 1e9 / nanos;
    }
}

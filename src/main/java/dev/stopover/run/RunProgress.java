package dev.stopover.run;

import dev.stopover.history.MonitorSample;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The one source of what is shown about a run in progress: written by the runner, read by probes, metrics and display. */
public final class RunProgress {
    private final CopyOnWriteArrayList<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, MonitorReading> readings = new ConcurrentHashMap<>();
    private volatile RunView view;

    public RunProgress(RunView first) {
        this.view = first;
    }

    /** What is known now. */
    public RunView view() {
        return view;
    }

    /** What a monitor said last; absent before its first sample. */
    public Optional<MonitorReading> reading(String phase, String monitor) {
        return Optional.ofNullable(readings.get(phase + '/' + monitor));
    }

    /** Called with each notable event: a phase begins, a script was applied, a lock is waited for. */
    public void onEvent(Consumer<String> listener) {
        listeners.add(listener);
    }

    synchronized void update(UnaryOperator<RunView> change) {
        view = change.apply(view);
    }

    void sampled(MonitorSample sample) {
        readings.put(sample.phase() + '/' + sample.monitor(), MonitorReading.of(sample));
    }

    void event(String message) {
        listeners.forEach(listener -> listener.accept(message));
    }
}

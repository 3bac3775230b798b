package dev.stopover.run;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The one source of what is shown about a run in progress: written by the runner, read by probes, metrics and display. */
public final class RunProgress {
    private final CopyOnWriteArrayList<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile RunView view;

    public RunProgress(RunView first) {
        this.view = first;
    }

    /** What is known now. */
    public RunView view() {
        return view;
    }

    /** Called with each notable event: a phase begins, a script was applied, a lock is waited for. */
    public void onEvent(Consumer<String> listener) {
        listeners.add(listener);
    }

    synchronized void update(UnaryOperator<RunView> change) {
        view = change.apply(view);
    }

    void event(String message) {
        listeners.forEach(listener -> listener.accept(message));
    }
}

package dev.stopover.health;

import dev.stopover.run.MonitorReading;
import dev.stopover.run.RunProgress;
import dev.stopover.run.RunView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The run of this process, from the moment its command begins; what the probes and the metrics look at. */
@ApplicationScoped
public class CurrentRun {
    private final AtomicReference<RunProgress> progress = new AtomicReference<>();

    /** Shows this run from now on. */
    public void show(RunProgress run) {
        progress.set(run);
    }

    /** What is known now; absent until the command has read its configuration and its plan. */
    public Optional<RunView> view() {
        return Optional.ofNullable(progress.get()).map(RunProgress::view);
    }

    /** What a monitor said last; absent before its first sample. */
    public Optional<MonitorReading> reading(String phase, String monitor) {
        return Optional.ofNullable(progress.get()).flatMap(run -> run.reading(phase, monitor));
    }
}

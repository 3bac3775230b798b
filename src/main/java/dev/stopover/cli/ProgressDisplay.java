package dev.stopover.cli;

import dev.stopover.run.RunProgress;
import dev.stopover.run.RunView;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Shows a run's progress while it lasts: as a bar on a terminal, as a line every few seconds in a log. */
abstract sealed class ProgressDisplay implements AutoCloseable permits ProgressBar, ProgressLog {
    private final Duration every;
    private final RunProgress progress;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::paint, "progress");

    ProgressDisplay(RunProgress progress, Duration every) {
        this.progress = progress;
        this.every = every;
    }

    /** The display that fits where the error stream goes. */
    static ProgressDisplay of(RunProgress progress, Console console, boolean logsJson) {
        return console.errorsAreTerminal() && !logsJson
                ? new ProgressBar(progress, console)
                : new ProgressLog(progress);
    }

    /** Shows the state of this moment. */
    abstract void show(RunView view);

    /** Shows something notable. */
    abstract void event(String message);

    /** Takes away what should not stay when the run has ended. */
    abstract void clear();

    final void start() {
        progress.onEvent(this::event);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public final void close() {
        closed.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clear();
    }

    private void paint() {
        try {
            while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
                show(progress.view());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.stopover.cli;

import dev.stopover.run.RunProgress;
import dev.stopover.run.RunView;
import java.time.Duration;
import java.util.Optional;

/** Progress on a terminal: one line that is drawn again and again, with events above it. */
final class ProgressBar extends ProgressDisplay {
    private static final String CLEAR_LINE = "\r\u001B[2K";
    private static final int WIDTH = 24;

    private final Console console;
    private String line = "";

    ProgressBar(RunProgress progress, Console console) {
        super(progress, Duration.ofMillis(200));
        this.console = console;
    }

    @Override
    synchronized void show(RunView view) {
        Optional<Double> percent = view.progress().percent();
        String bar = percent.map(ProgressBar::bar).orElse("");
        line = bar + ProgressText.of(view);
        console.printError(CLEAR_LINE + line);
    }

    @Override
    synchronized void event(String message) {
        console.printError(CLEAR_LINE + message + "\n" + line);
    }

    @Override
    synchronized void clear() {
        line = "";
        console.printError(CLEAR_LINE);
    }

    private static String bar(double percent) {
        int filled = (int) (WIDTH * percent / 100);
        return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] ";
    }
}

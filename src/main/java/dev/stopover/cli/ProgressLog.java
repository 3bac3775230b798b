package dev.stopover.cli;

import dev.stopover.run.RunProgress;
import dev.stopover.run.RunView;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Progress in a log: a line every five seconds when it has changed, and every event. */
final class ProgressLog extends ProgressDisplay {
    private static final Logger LOG = Logger.getLogger("dev.stopover.progress");

    private String last = "";

    ProgressLog(RunProgress progress) {
        super(progress, Duration.ofSeconds(5));
    }

    @Override
    void show(RunView view) {
        String line = ProgressText.of(view);
        if (!line.equals(last)) {
            LOG.info(line);
            last = line;
        }
    }

    @Override
    void event(String message) {
        LOG.info(message);
    }

    @Override
    void clear() {
        // A log keeps its lines.
    }
}

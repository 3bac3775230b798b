package dev.stopover.run;

import dev.stopover.history.MonitorSample;
import java.util.function.UnaryOperator;

/** Lets tests of other packages play the runner. */
public final class DrivenProgress {
    private DrivenProgress() {}

    public static void update(RunProgress progress, UnaryOperator<RunView> change) {
        progress.update(change);
    }

    public static void sampled(RunProgress progress, MonitorSample sample) {
        progress.sampled(sample);
    }

    public static void event(RunProgress progress, String message) {
        progress.event(message);
    }
}

package dev.stopover.run;

import java.util.function.UnaryOperator;

/** Lets tests of other packages play the runner. */
public final class DrivenProgress {
    private DrivenProgress() {}

    public static void update(RunProgress progress, UnaryOperator<RunView> change) {
        progress.update(change);
    }

    public static void event(RunProgress progress, String message) {
        progress.event(message);
    }
}

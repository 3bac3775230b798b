package dev.stopover.history;

import dev.stopover.failure.UnreachableException;

/** Another runner took over: this one must not write any more. */
public final class FencedException extends UnreachableException {
    private static final long serialVersionUID = 1L;

    public FencedException(Epoch epoch) {
        super(
                "run " + epoch.run() + " of plan " + epoch.plan() + " stops: another runner took over",
                "Nothing is lost. See stopover status for the run that goes on.");
    }
}

package dev.stopover.failure;

import org.jspecify.annotations.Nullable;

/** The root of everything Stopover throws on purpose: what happened and where, what to do next, and the exit code. */
public abstract class StopoverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String remedy;

    /**
     * @param exitCode the category
     * @param message what happened and where
     * @param remedy what to do next, or empty when the message says it
     */
    protected StopoverException(ExitCode exitCode, String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.remedy = remedy;
    }

    public final ExitCode exitCode() {
        return exitCode;
    }

    /** What to do next; may be empty. */
    public final String remedy() {
        return remedy;
    }
}

package dev.stopover.failure;

import org.jspecify.annotations.Nullable;

/** A phase failed and was not rolled back: its state is recorded, and a person must look. */
public class FailedException extends StopoverException {
    private static final long serialVersionUID = 1L;

    public FailedException(String message, String remedy) {
        this(message, remedy, null);
    }

    public FailedException(String message, String remedy, @Nullable Throwable cause) {
        super(ExitCode.NEEDS_ATTENTION, message, remedy, cause);
    }
}

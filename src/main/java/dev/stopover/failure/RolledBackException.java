package dev.stopover.failure;

import org.jspecify.annotations.Nullable;

/** A phase failed and was rolled back: the database is as it was before the phase. */
public final class RolledBackException extends StopoverException {
    private static final long serialVersionUID = 1L;

    public RolledBackException(String message, String remedy, @Nullable Throwable cause) {
        super(ExitCode.ROLLED_BACK, message, remedy, cause);
    }
}

package dev.stopover.failure;

import org.jspecify.annotations.Nullable;

/** The database cannot be reached, or a lock was not had in time; trying again later may help. */
public class UnreachableException extends StopoverException {
    private static final long serialVersionUID = 1L;

    public UnreachableException(String message, String remedy) {
        this(message, remedy, null);
    }

    public UnreachableException(String message, String remedy, @Nullable Throwable cause) {
        super(ExitCode.UNREACHABLE, message, remedy, cause);
    }
}

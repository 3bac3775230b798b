package dev.stopover.failure;

import org.jspecify.annotations.Nullable;

/** The command line or a setting is wrong; nothing was done. */
public class UsageException extends StopoverException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message, String remedy) {
        this(message, remedy, null);
    }

    public UsageException(String message, String remedy, @Nullable Throwable cause) {
        super(ExitCode.WRONG_USAGE, message, remedy, cause);
    }
}

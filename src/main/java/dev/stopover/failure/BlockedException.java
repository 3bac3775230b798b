package dev.stopover.failure;

import org.jspecify.annotations.Nullable;

/** A gate or a preflight finding forbids to start; nothing was done. */
public class BlockedException extends StopoverException {
    private static final long serialVersionUID = 1L;

    public BlockedException(String message, String remedy) {
        this(message, remedy, null);
    }

    public BlockedException(String message, String remedy, @Nullable Throwable cause) {
        super(ExitCode.BLOCKED, message, remedy, cause);
    }
}

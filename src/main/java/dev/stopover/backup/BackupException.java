package dev.stopover.backup;

import dev.stopover.failure.BlockedException;
import org.jspecify.annotations.Nullable;

/** A backup could not be had, so that what depends on it does not start. */
public final class BackupException extends BlockedException {
    private static final long serialVersionUID = 1L;

    private final String what;

    public BackupException(String message, String remedy) {
        this(message, remedy, null);
    }

    public BackupException(String message, String remedy, @Nullable Throwable cause) {
        super(message, remedy, cause);
        this.what = message;
    }

    /** The same as found before anything was begun. */
    BackupProblem asProblem(String topic) {
        return new BackupProblem(true, topic, what, remedy());
    }
}

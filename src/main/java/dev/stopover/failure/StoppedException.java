package dev.stopover.failure;

/** The run was asked to stop by a signal; what was done is recorded and the next run resumes. */
public final class StoppedException extends StopoverException {
    private static final long serialVersionUID = 1L;

    /** @param exitCode {@link ExitCode#TERMINATED} or {@link ExitCode#INTERRUPTED} */
    public StoppedException(ExitCode exitCode) {
        super(exitCode, exitCode.meaning(), "Run the same command again to resume.", null);
    }
}

package dev.stopover.failure;

/** The exit codes of every command, and what a Kubernetes Job should make of each. */
public enum ExitCode {
    DONE(0, "done, or nothing to do", JobAction.NONE),
    WRONG_USAGE(2, "wrong usage", JobAction.FAIL_JOB),
    INVALID_PLAN(3, "the plan is invalid", JobAction.FAIL_JOB),
    BLOCKED(4, "blocked: a gate or preflight refused", JobAction.FAIL_JOB),
    ROLLED_BACK(5, "failed and rolled back", JobAction.FAIL_JOB),
    NEEDS_ATTENTION(6, "failed and not rolled back: a person must look", JobAction.FAIL_JOB),
    UNREACHABLE(7, "the database cannot be reached, or the lock was not had in time", JobAction.RETRY),
    INTERRUPTED(130, "stopped by SIGINT, resumable", JobAction.RETRY),
    TERMINATED(143, "stopped by SIGTERM, resumable", JobAction.RETRY);

    /** What the {@code podFailurePolicy} of a Job should do on an exit code. */
    public enum JobAction {
        NONE,
        FAIL_JOB,
        RETRY
    }

    private final int code;
    private final String meaning;
    private final JobAction jobAction;

    ExitCode(int code, String meaning, JobAction jobAction) {
        this.code = code;
        this.meaning = meaning;
        this.jobAction = jobAction;
    }

    /** The status with which the process ends. */
    public int code() {
        return code;
    }

    /** One line for help texts and docs. */
    public String meaning() {
        return meaning;
    }

    public JobAction jobAction() {
        return jobAction;
    }
}

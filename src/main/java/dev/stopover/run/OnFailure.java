package dev.stopover.run;

/** What becomes of a phase that fails. */
public enum OnFailure {
    /** It is rolled back, when every step of it can be undone. */
    ROLL_BACK,
    /** It stays as it is, for a person to look at; the next run resumes it. */
    STOP
}

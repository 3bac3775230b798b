package dev.stopover.check;

import dev.stopover.history.CheckResult;

/** Hears how the checks of a phase go on. */
public interface CheckListener {
    /** Hears nothing. */
    CheckListener NONE = new CheckListener() {};

    /** A check begins. */
    default void started(String name, String kind) {}

    /** So many rows of the check at work have been compared since it began. */
    default void compared(String name, long rows) {}

    /** A check has its result. */
    default void finished(CheckResult result) {}
}

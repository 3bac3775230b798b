package dev.stopover.run;

import dev.stopover.failure.UnreachableException;

/** The connection that has the lock of a plan is gone, and the lock with it: nothing may be written before it is had again. */
final class LockLostException extends UnreachableException {
    private static final long serialVersionUID = 1L;

    LockLostException(String plan, String cause) {
        super(
                "the connection that has the lock of plan " + plan + " is lost: " + cause,
                "Nothing is lost. Run the same command again to resume.");
    }
}

package dev.stopover.rehearsal;

import dev.stopover.failure.FailedException;

/** An undo script ran to its end and did not bring back what was before its migration. */
final class BrokenUndoException extends FailedException {
    private static final long serialVersionUID = 1L;

    BrokenUndoException(String message) {
        super(message, "Correct the undo script and rehearse again.");
    }
}

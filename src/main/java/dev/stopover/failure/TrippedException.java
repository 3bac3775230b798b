package dev.stopover.failure;

/** A tripwire stopped a phase: whoever runs it rolls it back, or leaves it for a person. */
public final class TrippedException extends FailedException {
    private static final long serialVersionUID = 1L;

    public TrippedException(String message, String remedy) {
        super(message, remedy);
    }
}

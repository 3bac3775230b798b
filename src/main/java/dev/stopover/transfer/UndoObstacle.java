package dev.stopover.transfer;

/**
 * Why the transfers of a phase cannot be undone as things are, or not without a loss.
 *
 * @param reason what is in the way or would be lost, with counts
 * @param remedy what to do about it
 */
public record UndoObstacle(Kind kind, String reason, String remedy) {
    /** How much stands against the undo. */
    public enum Kind {
        /** It cannot be done. */
        BLOCKS,
        /** It can, and rows of the targets would be lost that no transfer has made. */
        LOSES_ROWS,
        /** It can, and tables that no transfer fills would lose something. */
        LOSES_ELSEWHERE
    }

    /** Whether undoing is possible and would lose something, which can be accepted. */
    public boolean loss() {
        return kind != Kind.BLOCKS;
    }

    @Override
    public String toString() {
        return reason;
    }
}

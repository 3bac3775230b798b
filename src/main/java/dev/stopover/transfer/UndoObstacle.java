package dev.stopover.transfer;

/**
 * Why the transfers of a phase cannot be undone as things are.
 *
 * @param reason what is in the way, with counts
 * @param remedy what to do about it
 * @param loss whether undoing is possible and would lose rows that no transfer has made, which can be accepted
 */
public record UndoObstacle(String reason, String remedy, boolean loss) {
    @Override
    public String toString() {
        return reason;
    }
}

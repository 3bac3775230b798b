package dev.stopover.transfer;

import java.sql.SQLException;

/**
 * Sets target rows right that triggers could not: a writer with an older snapshot may change what a row joins and not see
 * that row, so that a chunk finds a target row with other values and rejects its source row.
 */
@FunctionalInterface
public interface StaleRows {
    /** For targets to which nobody writes beside the transfer. */
    StaleRows NONE = () -> {};

    /** Returns when every row is right that was written before the call. */
    void settle() throws SQLException;
}

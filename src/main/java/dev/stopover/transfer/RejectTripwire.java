package dev.stopover.transfer;

import dev.stopover.failure.FailedException;
import dev.stopover.history.RejectHistory;
import java.sql.Connection;
import java.sql.SQLException;

/** Stops a phase that rejects more rows than its plan allows, those among them that the application wrote meanwhile. */
record RejectTripwire(String plan, String phase, long allowed) {
    private static final int NAMED = 10;

    boolean isTouched(Connection connection) throws SQLException {
        return new RejectHistory(connection).countOpen(plan, phase) > allowed;
    }

    /** Throws when there are too many. */
    void check(Connection connection) throws SQLException {
        RejectHistory history = new RejectHistory(connection);
        long open = history.countOpen(plan, phase);
        if (open > allowed) {
            String named = String.join("\n  ", history.describeOpen(plan, phase, NAMED));
            throw new FailedException(
                    "phase " + phase + " rejected " + open + (open == 1 ? " row" : " rows") + ", " + allowed
                            + " allowed:\n  " + named,
                    "Correct the rows, the mapping or tripwires.rejects and run again: rejected rows are tried first.");
        }
    }
}

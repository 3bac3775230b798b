package dev.stopover.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The right of one run to write: a number that the next runner raises when it takes over.
 *
 * @param plan the plan's name
 * @param number the plan's epoch as of this run
 * @param run the run's id
 * @param guard looks, without asking the server, whether the right was lost in the meantime, and throws if so
 */
public record Epoch(String plan, long number, long run, Runnable guard) {
    /** A right that ends only when another runner takes over. */
    public Epoch(String plan, long number, long run) {
        this(plan, number, run, () -> {});
    }

    /** The same right without a guard, to record what has happened already. */
    public Epoch unguarded() {
        return new Epoch(plan, number, run);
    }

    /** The same right with a guard that is asked before each transaction. */
    public Epoch guardedBy(Runnable keeper) {
        return new Epoch(plan, number, run, keeper);
    }

    /**
     * Holds the right until the transaction ends. Must be the first statement of every transaction that writes.
     *
     * <p>The lock is FOR SHARE: a runner that takes over updates the row and so waits for this transaction. FOR KEY
     * SHARE would let it pass.
     *
     * @throws FencedException when another runner took over
     */
    public void hold(Connection connection) throws SQLException {
        guard.run();
        try (PreparedStatement statement = connection.prepareStatement("""
                select 1
                from stopover.plan
                where name = ?
                  and epoch = ?
                for share
                """)) {
            statement.setString(1, plan);
            statement.setLong(2, number);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new FencedException(this);
                }
            }
        }
    }
}

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
 */
public record Epoch(String plan, long number, long run) {
    /**
     * Holds the right until the transaction ends. Must be the first statement of every transaction that writes.
     *
     * <p>The lock is FOR SHARE: a runner that takes over updates the row and so waits for this transaction. FOR KEY
     * SHARE would let it pass.
     *
     * @throws FencedException when another runner took over
     */
    public void hold(Connection connection) throws SQLException {
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

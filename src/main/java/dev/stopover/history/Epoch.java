package dev.stopover.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The right of one run to write: a number that the next runner raises when it takes over.
 *
 * @param plan the plan's name
 * @param number the plan's epoch as of this run
 * @param run the run's id
 * @param phase the phase with which the right ends; empty for the run's own
 * @param guard looks, without asking the server, whether the right was lost in the meantime, and throws if so
 */
public record Epoch(String plan, long number, long run, Optional<String> phase, Runnable guard) {
    /** A right that ends only when another runner takes over. */
    public Epoch(String plan, long number, long run) {
        this(plan, number, run, Optional.empty(), () -> {});
    }

    /** The same right without a guard, to record what has happened already. */
    public Epoch unguarded() {
        return new Epoch(plan, number, run);
    }

    /** The same right with a guard that is asked before each transaction. */
    public Epoch guardedBy(Runnable keeper) {
        return new Epoch(plan, number, run, phase, keeper);
    }

    /**
     * The same right for a process that only lends a hand, as long as the phase is running: when the runner declares that
     * it is not, that waits for the transactions of the others, and shuts them out.
     */
    public Epoch within(String running) {
        return new Epoch(plan, number, run, Optional.of(running), guard);
    }

    /**
     * Holds the right until the transaction ends. Must be the first statement of every transaction that writes.
     *
     * <p>The lock is FOR SHARE: a runner that takes over updates the row and so waits for this transaction. FOR KEY
     * SHARE would let it pass.
     *
     * @throws FencedException when another runner took over, or the phase is over
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
        if (phase.isPresent()) {
            holdRunning(connection, phase.get());
        }
    }

    private void holdRunning(Connection connection, String running) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select 1
                from stopover.phase
                where plan = ?
                  and name = ?
                  and state = 'running'
                for share
                """)) {
            statement.setString(1, plan);
            statement.setString(2, running);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new FencedException(this);
                }
            }
        }
    }
}

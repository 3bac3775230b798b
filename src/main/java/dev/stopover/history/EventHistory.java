package dev.stopover.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what happened, in the order in which it happened. */
public final class EventHistory {
    private EventHistory() {}

    /**
     * Adds an event to the transaction at hand.
     *
     * @param phase the phase it belongs to, or null for the run as a whole
     * @param kind a word to search for, for example {@code running} or {@code lock-retry}
     * @return how many rows were written, always 1
     */
    public static int record(Connection connection, Epoch epoch, @Nullable String phase, String kind, String message)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.event (run_id, plan, phase, kind, message)
                values (?, ?, ?, ?, ?)
                """)) {
            statement.setLong(1, epoch.run());
            statement.setString(2, epoch.plan());
            statement.setString(3, phase);
            statement.setString(4, kind);
            statement.setString(5, message);
            return statement.executeUpdate();
        }
    }

    /** Why a phase is being rolled back, as it was said when that began; empty when nothing is known of it. */
    public static Optional<String> reasonOfRollback(Connection connection, String plan, String phase)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select e.message
                from stopover.event e
                where e.plan = ?
                  and e.phase = ?
                  and e.kind = 'rolling-back'
                  and not exists (
                    select
                    from stopover.event later
                    where later.plan = e.plan
                      and later.phase = e.phase
                      and later.kind in ('running', 'completed', 'rolled-back')
                      and later.id > e.id)
                order by e.id
                limit 1
                """)) {
            statement.setString(1, plan);
            statement.setString(2, phase);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /**
     * Adds an event that belongs to no run to the transaction at hand: what people and watchers do.
     *
     * @return how many rows were written, always 1
     */
    public static int record(Connection connection, String plan, String phase, String kind, String message)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.event (plan, phase, kind, message)
                values (?, ?, ?, ?)
                """)) {
            statement.setString(1, plan);
            statement.setString(2, phase);
            statement.setString(3, kind);
            statement.setString(4, message);
            return statement.executeUpdate();
        }
    }
}

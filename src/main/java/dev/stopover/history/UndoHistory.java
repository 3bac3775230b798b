package dev.stopover.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What is recorded of the transfers of a phase while they are undone. */
public final class UndoHistory {
    private final Connection connection;

    public UndoHistory(Connection connection) {
        this.connection = connection;
    }

    /** The names of the phase's transfers that have begun or at least looked at their targets, in the order of their records. */
    public List<String> begun(String plan, String phase) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select name
                from stopover.transfer
                where plan = ?
                  and phase = ?
                  and (state <> 'pending' or target_empty is not null)
                order by id
                """)) {
            statement.setString(1, plan);
            statement.setString(2, phase);
            List<String> names = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }

    /** Records that a transfer's rows are being taken out; false when that was recorded before. */
    public boolean emptying(long transfer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.transfer
                set state = 'emptying'
                where id = ?
                  and state <> 'emptying'
                """)) {
            statement.setLong(1, transfer);
            return statement.executeUpdate() > 0;
        }
    }

    /**
     * Records that nothing of a transfer is left: it can begin anew, under another definition, too. What it rejected stays
     * as history, since that is why somebody has taken it back.
     */
    public void reset(long transfer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                with extents as (
                  delete from stopover.extent
                  where transfer_id = ?),
                rejects as (
                  update stopover.reject
                  set resolved_at = clock_timestamp(),
                      undone = true
                  where transfer_id = ?
                    and resolved_at is null)
                update stopover.transfer
                set state = 'pending',
                    target_empty = null,
                    rows_estimate = null,
                    restarts = 0,
                    inserted_before = 0,
                    started_at = null,
                    finished_at = null
                where id = ?
                """)) {
            statement.setLong(1, transfer);
            statement.setLong(2, transfer);
            statement.setLong(3, transfer);
            statement.executeUpdate();
        }
    }

    /** The other phases of the plan whose transfers into that target have begun, each once. */
    public List<String> otherPhasesInto(String plan, String phase, String target) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select distinct phase
                from stopover.transfer
                where plan = ?
                  and phase <> ?
                  and target = ?
                  and state <> 'pending'
                order by phase
                """)) {
            statement.setString(1, plan);
            statement.setString(2, phase);
            statement.setString(3, target);
            List<String> phases = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    phases.add(rows.getString(1));
                }
            }
            return phases;
        }
    }
}

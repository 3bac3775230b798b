package dev.stopover.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** What is recorded of encryptions, in the same transactions as their rows. */
public final class EncryptionHistory {
    private final Connection connection;

    public EncryptionHistory(Connection connection) {
        this.connection = connection;
    }

    /** Where an encryption stands; empty when it has not begun, or was undone. */
    public Optional<EncryptionState> state(String plan, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select state
                from stopover.encryption
                where plan = ?
                  and name = ?
                """)) {
            statement.setString(1, plan);
            statement.setString(2, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(EncryptionState.of(row.getString(1))) : Optional.empty();
            }
        }
    }

    /** Records where an encryption stands; returns how many rows were written, always 1. */
    public int enter(Epoch epoch, String phase, String name, EncryptionState state) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.encryption (plan, name, phase, state, run_id)
                values (?, ?, ?, ?, ?)
                on conflict (plan, name) do update
                set state = excluded.state,
                    run_id = excluded.run_id,
                    finished_at = case when excluded.state = 'encrypted' then clock_timestamp() end
                """)) {
            statement.setString(1, epoch.plan());
            statement.setString(2, name);
            statement.setString(3, phase);
            statement.setString(4, state.word());
            statement.setLong(5, epoch.run());
            return statement.executeUpdate();
        }
    }

    /** Adds values that were encrypted in the transaction at hand. */
    public void encrypted(String plan, String name, long values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.encryption
                set encrypted = encrypted + ?
                where plan = ?
                  and name = ?
                """)) {
            statement.setLong(1, values);
            statement.setString(2, plan);
            statement.setString(3, name);
            statement.executeUpdate();
        }
    }

    /** Forgets an encryption that was undone; returns how many rows were written. */
    public int forget(String plan, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                delete from stopover.encryption
                where plan = ?
                  and name = ?
                """)) {
            statement.setString(1, plan);
            statement.setString(2, name);
            return statement.executeUpdate();
        }
    }
}

package dev.stopover.history;

import dev.stopover.cipher.FieldCipher;
import dev.stopover.cipher.KeySource;
import dev.stopover.cipher.SealedPlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The keys that values are encrypted with: in the database they are wrapped, and plain only in memory. */
public final class ValueKeys {
    private final Connection connection;
    private final KeySource source;

    public ValueKeys(Connection connection, KeySource source) {
        this.connection = connection;
        this.source = source;
    }

    /**
     * The key of that name; empty when nothing was encrypted with one.
     *
     * @throws dev.stopover.failure.BlockedException when the source cannot unwrap it
     */
    public Optional<FieldCipher> find(String plan, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select id, wrapped
                from stopover.encryption_key
                where plan = ?
                  and name = ?
                """)) {
            statement.setString(1, plan);
            statement.setString(2, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new FieldCipher(
                                row.getInt("id"), source.unwrap(row.getBytes("wrapped"), purpose(plan, name))))
                        : Optional.empty();
            }
        }
    }

    /** The key of that name, made when there is none, in the transaction at hand. */
    public FieldCipher make(String plan, String name) throws SQLException {
        Optional<FieldCipher> made = find(plan, name);
        return made.isPresent() ? made.orElseThrow() : add(plan, name);
    }

    /**
     * Makes sure that the key of that name can be had, or made.
     *
     * @throws dev.stopover.failure.StopoverException when the source does not give it
     */
    public void require(String plan, String name) throws SQLException {
        if (find(plan, name).isEmpty()) {
            source.wrap(FieldCipher.newKey(), purpose(plan, name));
        }
    }

    private FieldCipher add(String plan, String name) throws SQLException {
        byte[] key = FieldCipher.newKey();
        int id = FieldCipher.newId();
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.encryption_key (plan, name, id, wrapped)
                values (?, ?, ?, ?)
                """)) {
            statement.setString(1, plan);
            statement.setString(2, name);
            statement.setInt(3, id);
            statement.setBytes(4, source.wrap(key, purpose(plan, name)));
            statement.executeUpdate();
        }
        return new FieldCipher(id, key);
    }

    private static byte[] purpose(String plan, String name) {
        return SealedPlace.of(List.of("stopover key", plan, name));
    }
}

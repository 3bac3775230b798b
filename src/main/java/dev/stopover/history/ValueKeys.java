package dev.stopover.history;

import dev.stopover.cipher.FieldCipher;
import dev.stopover.cipher.KeyPurpose;
import dev.stopover.cipher.KeySource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
                                row.getInt("id"), source.unwrap(row.getBytes("wrapped"), new KeyPurpose(plan, name))))
                        : Optional.empty();
            }
        }
    }

    /**
     * The key of that name, made and committed when there is none. Its source may be far away, so it is asked outside of
     * any transaction.
     */
    public FieldCipher make(Epoch epoch, String name) throws SQLException {
        Optional<FieldCipher> made = find(epoch.plan(), name);
        return made.isPresent() ? made.orElseThrow() : add(epoch, name);
    }

    /**
     * Makes sure that the key of that name can be had, or made. Nothing is written, and the history need not be there yet.
     *
     * @throws dev.stopover.failure.StopoverException when the source does not give it
     */
    public void require(String plan, String name) throws SQLException {
        if (!exists() || find(plan, name).isEmpty()) {
            source.wrap(FieldCipher.newKey(), new KeyPurpose(plan, name));
        }
    }

    private boolean exists() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select to_regclass('stopover.encryption_key') is not null")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private FieldCipher add(Epoch epoch, String name) throws SQLException {
        byte[] key = FieldCipher.newKey();
        int id = FieldCipher.newId();
        byte[] wrapped = source.wrap(key, new KeyPurpose(epoch.plan(), name));
        Transaction.run(connection, epoch, () -> insert(epoch.plan(), name, id, wrapped));
        return new FieldCipher(id, key);
    }

    private int insert(String plan, String name, int id, byte[] wrapped) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.encryption_key (plan, name, id, wrapped)
                values (?, ?, ?, ?)
                """)) {
            statement.setString(1, plan);
            statement.setString(2, name);
            statement.setInt(3, id);
            statement.setBytes(4, wrapped);
            return statement.executeUpdate();
        }
    }
}

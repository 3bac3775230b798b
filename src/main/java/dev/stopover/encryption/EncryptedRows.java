package dev.stopover.encryption;

import dev.stopover.cipher.FieldCipher;
import dev.stopover.database.Relation;
import dev.stopover.failure.FailedException;
import dev.stopover.mapping.BoundEncryption;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** Encrypts or decrypts the values of a range of blocks in the transaction that is open. */
final class EncryptedRows {
    private final Connection connection;
    private final BoundEncryption bound;
    private final WriteGuard guard;
    private final Key cipher;

    /** What values are encrypted and decrypted with. */
    @FunctionalInterface
    interface Key {
        FieldCipher get() throws SQLException;
    }

    /** @param cipher asked for only when there is something to encrypt or decrypt */
    EncryptedRows(Connection connection, BoundEncryption bound, WriteGuard guard, Key cipher) {
        this.connection = connection;
        this.bound = bound;
        this.guard = guard;
        this.cipher = cipher;
    }

    private record Row(
            String place, byte[] associated, @Nullable String text, byte @Nullable [] sealed) {}

    /** Encrypts every text that waits for it, proves each by decrypting it again, and returns how many. */
    long encrypt(Relation leaf, long from, long to) throws SQLException {
        List<Row> rows = lock(leaf, from, to, bound.waiting());
        List<byte[]> values = new ArrayList<>();
        for (Row row : rows) {
            String text = Objects.requireNonNull(row.text());
            byte[] sealed = cipher.get().encrypt(text, row.associated());
            if (!text.equals(decrypt(row.associated(), sealed))) {
                throw new IllegalStateException("decrypting does not give back what was encrypted");
            }
            values.add(sealed);
        }
        return write(leaf, rows, values.toArray(byte[][]::new), "bytea", bound.sealed() + " = v.value");
    }

    /** Gives every row its text back where that is gone, and returns how many. */
    long reveal(Relation leaf, long from, long to) throws SQLException {
        List<Row> rows = lock(leaf, from, to, bound.onlySealed());
        return write(leaf, rows, texts(rows), "text", bound.text() + " = v.value");
    }

    /** Leaves every row with nothing but its text, and returns how many had more. */
    long undo(Relation leaf, long from, long to) throws SQLException {
        List<Row> rows = lock(leaf, from, to, "t." + bound.sealed() + " is not null");
        return write(leaf, rows, texts(rows), "text", bound.text() + " = v.value, " + bound.sealed() + " = null");
    }

    private Object[] texts(List<Row> rows) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (Row row : rows) {
            String text = row.text();
            texts.add(text == null ? decrypt(row.associated(), Objects.requireNonNull(row.sealed())) : text);
        }
        return texts.toArray();
    }

    private String decrypt(byte[] associated, byte[] sealed) throws SQLException {
        try {
            return cipher.get().decrypt(sealed, associated);
        } catch (GeneralSecurityException e) {
            throw new FailedException(
                    "a value of " + bound.table() + "." + bound.encryption().into() + " cannot be decrypted: "
                            + e.getMessage(),
                    "stopover verify names such rows. Restore them from a backup, or set the value to null if it may be"
                            + " lost.",
                    e);
        }
    }

    private List<Row> lock(Relation leaf, long from, long to, String which) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                """
                select t.ctid::text, %s, t.%s::text, t.%s
                from only %s as t
                where t.ctid >= '(%d,0)'
                  and t.ctid < '(%d,0)'
                  and %s
                for update
                """.formatted(bound.keyOfRow(), bound.text(), bound.sealed(), leaf.quoted(), from, to, which))) {
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(
                            found.getString(1),
                            bound.associated(BoundEncryption.keyOf(found.getArray(2))),
                            found.getString(3),
                            found.getBytes(4)));
                }
            }
            return rows;
        }
    }

    private long write(Relation leaf, List<Row> rows, Object[] values, String type, String change) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        guard.pass(connection);
        try (PreparedStatement statement = connection.prepareStatement("""
                update only %s as t
                set %s
                from unnest(?, ?) as v (place, value)
                where t.ctid = v.place::tid
                """.formatted(leaf.quoted(), change))) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", rows.stream().map(Row::place).toArray()));
            statement.setArray(2, connection.createArrayOf(type, values));
            long written = statement.executeLargeUpdate();
            if (written != rows.size()) {
                throw new FailedException(
                        "of " + rows.size() + " rows of " + leaf + " only " + written + " could be written",
                        "Look for triggers, rules and policies on it that leave rows out.");
            }
            return written;
        } catch (PSQLException e) {
            throw withoutValues(e);
        }
    }

    /** The server quotes the row that it refuses, which must not get into a log. */
    private static SQLException withoutValues(PSQLException e) {
        return e.getServerErrorMessage() == null
                ? e
                : new SQLException(e.getServerErrorMessage().getMessage(), e.getSQLState());
    }
}

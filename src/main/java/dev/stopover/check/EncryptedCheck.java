package dev.stopover.check;

import dev.stopover.cipher.FieldCipher;
import dev.stopover.cipher.KeySource;
import dev.stopover.database.Relation;
import dev.stopover.failure.BlockedException;
import dev.stopover.history.ValueKeys;
import dev.stopover.mapping.BoundEncryption;
import dev.stopover.plan.Check;
import dev.stopover.plan.Encryption;
import dev.stopover.plan.Plan;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decrypts every value of a column, range by range, and compares it with the text beside it where there is one. */
final class EncryptedCheck {
    private final CheckSession session;
    private final BoundEncryption bound;
    private final FieldCipher cipher;
    private final boolean live;
    private long decrypted;
    private long waiting;
    private long broken;
    private long different;
    private final List<String> keys = new ArrayList<>();

    private EncryptedCheck(CheckSession session, BoundEncryption bound, FieldCipher cipher, boolean live) {
        this.session = session;
        this.bound = bound;
        this.cipher = cipher;
        this.live = live;
    }

    static Finding evaluate(CheckSession session, KeySource source, Plan plan, Check.Encrypted check)
            throws SQLException {
        Encryption encryption = plan.encryptions().stream()
                .filter(candidate -> candidate.name().equals(check.encryption()))
                .findFirst()
                .orElseThrow();
        String expected = "every value decrypted";
        try {
            Optional<FieldCipher> cipher =
                    new ValueKeys(session.connection(), source).find(plan.name(), encryption.key());
            return cipher.isEmpty()
                    ? Finding.failed(expected, "no key", "nothing was encrypted with " + encryption.key() + " yet")
                    : new EncryptedCheck(
                                    session,
                                    BoundEncryption.bind(session.connection(), encryption),
                                    cipher.orElseThrow(),
                                    plan.live())
                            .look(expected);
        } catch (BlockedException e) {
            return Finding.failed(expected, "no key", e.getMessage() + ". " + e.remedy());
        }
    }

    private Finding look(String expected) throws SQLException {
        for (Relation leaf : bound.leaves()) {
            RangeSize size = new RangeSize();
            for (long from = 0; from < leaf.blocks(); ) {
                session.stop().check();
                long to = Math.min(leaf.blocks(), from + size.blocks());
                long begun = System.nanoTime();
                read(session.connection(), leaf, from, to);
                size.took(System.nanoTime() - begun);
                from = to;
            }
        }
        boolean passed = broken == 0 && different == 0 && (live || waiting == 0);
        String actual = decrypted + " decrypted"
                + (broken > 0 ? ", " + broken + " not" : "")
                + (different > 0 ? ", " + different + " to another text" : "");
        String detail = waiting == 0 ? "" : waiting + " texts were written since and are encrypted in the next phase";
        return new Finding(passed, expected, actual, detail, List.copyOf(keys));
    }

    private void read(Connection connection, Relation leaf, long from, long to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select %s, %s, t.%s
                from only %s as t
                where t.ctid >= '(%d,0)'
                  and t.ctid < '(%d,0)'
                  and %s
                """.formatted(
                        bound.keyOfRow(),
                        bound.hasText() ? "t." + bound.text() + "::text" : "null",
                        bound.sealed(),
                        leaf.quoted(),
                        from,
                        to,
                        bound.hasText()
                                ? "(t." + bound.text() + " is not null or t." + bound.sealed() + " is not null)"
                                : "t." + bound.sealed() + " is not null"))) {
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    List<String> key = BoundEncryption.keyOf(row.getArray(1));
                    look(key, Optional.ofNullable(row.getString(2)), Optional.ofNullable(row.getBytes(3)));
                }
            }
        }
    }

    private void look(List<String> key, Optional<String> text, Optional<byte[]> sealed) {
        if (sealed.isEmpty()) {
            waiting++;
            return;
        }
        try {
            String found = cipher.decrypt(sealed.get(), bound.associated(key));
            if (text.isEmpty() || text.get().equals(found)) {
                decrypted++;
                return;
            }
            different++;
        } catch (GeneralSecurityException e) {
            broken++;
        }
        if (keys.size() < Finding.MOST_KEYS) {
            keys.add(String.join(", ", key));
        }
    }
}

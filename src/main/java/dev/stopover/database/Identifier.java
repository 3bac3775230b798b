package dev.stopover.database;

import dev.stopover.plan.TableName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Quotes identifiers; every identifier that Stopover itself writes into a statement goes through here. */
public final class Identifier {
    private static final int MAX_BYTES = 63;
    private static final int HASH_DIGITS = 8;

    private Identifier() {}

    /** The identifier in double quotes, with double quotes inside doubled. */
    public static String quote(String identifier) {
        if (identifier.isEmpty() || identifier.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not an identifier: '" + identifier + "'");
        }
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** The table's name, quoted, with its schema when it has one. */
    public static String quote(TableName table) {
        return table.schema().map(schema -> quote(schema) + ".").orElse("") + quote(table.name());
    }

    /** Quoted identifiers separated by commas. */
    public static String list(Collection<String> identifiers) {
        return identifiers.stream().map(Identifier::quote).collect(Collectors.joining(", "));
    }

    /** The text as an SQL string literal, for the few places where a value cannot be bound. */
    public static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }

    /** The same identifier when the server keeps all of it, else its beginning and a hash, so that it stays unique. */
    public static String fitting(String identifier) {
        byte[] bytes = identifier.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BYTES) {
            return identifier;
        }
        String hash = HexFormat.of().formatHex(sha256(bytes)).substring(0, HASH_DIGITS);
        int kept = identifier.length();
        while (identifier.substring(0, kept).getBytes(StandardCharsets.UTF_8).length > MAX_BYTES - HASH_DIGITS - 1) {
            kept--;
        }
        return identifier.substring(0, kept) + "_" + hash;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

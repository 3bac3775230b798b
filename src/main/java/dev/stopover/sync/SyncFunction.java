package dev.stopover.sync;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A generated function of the schema {@code stopover}.
 *
 * @param name unquoted
 * @param parameters the types of its parameters, separated by commas
 * @param sql the statement that creates or replaces it
 */
record SyncFunction(String name, String parameters, String sql) {
    String signature() {
        return SyncNames.quoted(name) + "(" + parameters + ")";
    }

    /** A trigger's function of the same name that does nothing. */
    SyncFunction idle() {
        return new SyncFunction(name, parameters, """
                create or replace function %s() returns trigger
                language plpgsql
                as $$ begin return null; end $$
                """.formatted(SyncNames.quoted(name)));
    }

    String hash() {
        return sha256(sql);
    }

    static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

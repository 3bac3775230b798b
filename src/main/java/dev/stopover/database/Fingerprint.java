package dev.stopover.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a database's catalog looks like: one line for each object with its whole definition, in a fixed order. Independent
 * of object ids and column numbers and of what Stopover and Flyway keep for themselves; comparable within one major
 * version of the server, since the words for the same definition change between them.
 *
 * @param serverMajor the major version of the server that said so
 * @param listing kind, name and definition of each object
 */
public record Fingerprint(int serverMajor, List<String> listing) {
    private static final String SQL = resource();

    public Fingerprint {
        listing = List.copyOf(listing);
    }

    /** Reads the catalog; the connection must not be in a transaction, and the session's search path stays as it is. */
    public static Fingerprint read(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement setting = connection.createStatement()) {
            setting.execute("set transaction isolation level repeatable read, read only");
            return listed(connection);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Reads the catalog as the transaction that is open on the connection sees it, and leaves that open as it is. */
    public static Fingerprint readWithin(Connection connection) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            return listed(connection);
        } finally {
            // Takes back the search path, too.
            connection.rollback(before);
        }
    }

    private static Fingerprint listed(Connection connection) throws SQLException {
        try (Statement setting = connection.createStatement()) {
            setting.execute("set local search_path = ''");
        }
        try (PreparedStatement statement = connection.prepareStatement(SQL);
                ResultSet rows = statement.executeQuery()) {
            List<String> listing = new ArrayList<>();
            while (rows.next()) {
                listing.add(rows.getString(1) + " " + rows.getString(2) + ": " + rows.getString(3));
            }
            return new Fingerprint(connection.getMetaData().getDatabaseMajorVersion(), listing);
        }
    }

    /** SHA-256 over the listing, in hex. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String line : listing) {
                digest.update(line.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether both come from servers that use the same words. */
    public boolean isComparableWith(Fingerprint other) {
        return serverMajor == other.serverMajor;
    }

    /**
     * What it takes to get from this one to the other: lines that only this one has, after {@code "- "}, and lines that
     * only the other one has, after {@code "+ "}, side by side for the same object. Empty when both are equal.
     */
    public List<String> differencesTo(Fingerprint other) {
        Set<String> ours = new HashSet<>(listing);
        Set<String> theirs = new HashSet<>(other.listing);
        List<String> differences = new ArrayList<>();
        listing.stream().filter(line -> !theirs.contains(line)).forEach(line -> differences.add("- " + line));
        other.listing.stream().filter(line -> !ours.contains(line)).forEach(line -> differences.add("+ " + line));
        return differences.stream()
                .sorted((one, two) -> one.substring(2).compareTo(two.substring(2)))
                .collect(Collectors.toUnmodifiableList());
    }

    private static String resource() {
        String file = "/db/stopover/fingerprint.sql";
        try (InputStream stream = Objects.requireNonNull(Fingerprint.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

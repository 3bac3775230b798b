package dev.stopover.mapping;

import dev.stopover.cipher.SealedPlace;
import dev.stopover.database.Catalog;
import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.database.Relation;
import dev.stopover.database.UniqueIndex;
import dev.stopover.plan.Encryption;
import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.PlanProblem;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An encryption bound to the catalog of one database.
 *
 * @param leaves the tables that hold the rows
 * @param key the columns of the primary key
 * @param hasText whether the column with the text is there; it goes in contract
 */
public record BoundEncryption(
        Encryption encryption, Relation table, List<Relation> leaves, List<String> key, boolean hasText) {
    private static final Set<String> TEXT = Set.of("text", "character varying", "citext");

    public BoundEncryption {
        leaves = List.copyOf(leaves);
        key = List.copyOf(key);
    }

    /**
     * Binds an encryption.
     *
     * @throws InvalidPlanException with everything about it that does not fit the database
     */
    public static BoundEncryption bind(Connection connection, Encryption encryption) throws SQLException {
        Catalog catalog = new Catalog(connection);
        List<PlanProblem> problems = new ArrayList<>();
        Optional<Relation> table = catalog.relation(encryption.table());
        if (table.isEmpty() || !table.get().kind().isTable()) {
            problems.add(problem(encryption, "there is no table " + encryption.table() + ".", "Create it first."));
            throw new InvalidPlanException(problems);
        }
        List<Column> columns = catalog.columns(table.get());
        Optional<Column> text = column(columns, encryption.column());
        if (text.isPresent() && (!TEXT.contains(text.get().type()) || text.get().notNull())) {
            problems.add(problem(
                    encryption,
                    encryption.column() + " is " + text.get().type()
                            + (text.get().notNull() ? " not null." : "."),
                    "Make it text that may be null, in a migration."));
        }
        Optional<Column> into = column(columns, encryption.into());
        if (into.isEmpty() || !into.get().type().equals("bytea") || into.get().notNull()) {
            problems.add(problem(
                    encryption,
                    encryption.into() + " is no column of type bytea that may be null.",
                    "Add it in a migration of the phase."));
        }
        List<String> key = catalog.uniqueIndexes(table.get()).stream()
                .filter(UniqueIndex::primary)
                .findFirst()
                .map(UniqueIndex::columns)
                .orElse(List.of());
        if (key.isEmpty()) {
            problems.add(problem(
                    encryption,
                    encryption.table() + " has no primary key, so that nothing binds a value to its row.",
                    "Give it one in a migration."));
        }
        if (!problems.isEmpty()) {
            throw new InvalidPlanException(problems);
        }
        return new BoundEncryption(encryption, table.get(), catalog.leaves(table.get()), key, text.isPresent());
    }

    /** The column with the text, quoted. */
    public String text() {
        return Identifier.quote(encryption.column());
    }

    /** The column with what is encrypted, quoted. */
    public String sealed() {
        return Identifier.quote(encryption.into());
    }

    /** The key of a row of {@code t}, as an array of texts. */
    public String keyOfRow() {
        return key.stream()
                .map(column -> "t." + Identifier.quote(column) + "::text")
                .collect(Collectors.joining(", ", "array[", "]"));
    }

    /** The condition over {@code t} for a text that is not encrypted. */
    public String waiting() {
        return "t." + text() + " is not null and t." + sealed() + " is null";
    }

    /** The condition over {@code t} for a value that is there only encrypted. */
    public String onlySealed() {
        return "t." + sealed() + " is not null" + (hasText ? " and t." + text() + " is null" : "");
    }

    /** How many rows meet a condition. */
    public long count(Connection connection, String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*)\nfrom " + table.quoted() + " as t\nwhere " + condition)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What a value of the row with that key belongs to: table, column and key. */
    public byte[] associated(List<String> keyOfRow) {
        List<String> parts = new ArrayList<>(List.of(table.schema(), table.name(), encryption.into()));
        parts.addAll(keyOfRow);
        return SealedPlace.of(parts);
    }

    /** The texts of an array as {@link #keyOfRow} gives it. */
    public static List<String> keyOf(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static Optional<Column> column(List<Column> columns, String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    private static PlanProblem problem(Encryption encryption, String message, String remedy) {
        return new PlanProblem(encryption.position(), "encryption \"" + encryption.name() + "\": " + message, remedy);
    }
}

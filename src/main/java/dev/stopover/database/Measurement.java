package dev.stopover.database;

import dev.stopover.plan.Bound;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * What an author's own query says against its bound.
 *
 * @param expected the bound in words
 * @param actual the value, or what came instead of one
 * @param detail why there is no value to judge; empty when there is one
 */
public record Measurement(boolean within, String expected, String actual, String detail) {
    /**
     * Runs the query, whose single value must meet the bound. No row, several rows and null meet none.
     *
     * @throws SQLException what the query failed with
     */
    public static Measurement of(Connection connection, String sql, Bound bound) throws SQLException {
        String expected = words(bound);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setMaxRows(2);
            if (!statement.execute(sql)) {
                return without(expected, "no result", "The statement returns no rows at all; it must be a select.");
            }
            Measurement measurement;
            try (ResultSet rows = statement.getResultSet()) {
                measurement = judge(rows, bound, expected);
            }
            if (statement.getMoreResults() || statement.getUpdateCount() != -1) {
                return without(expected, "several results", "It must be a single statement.");
            }
            return measurement;
        }
    }

    /** What is known when the query could not be run to its end: nothing, which meets no bound. */
    public static Measurement failed(Bound bound, String error) {
        return without(words(bound), "no value", error);
    }

    /** The value as a number, if it is one. */
    public Optional<BigDecimal> number() {
        return detail.isEmpty() ? number(actual) : Optional.empty();
    }

    /** The bound in words. */
    public static String words(Bound bound) {
        if (bound instanceof Bound.AtLeast atLeast) {
            return "at least " + atLeast.value().toPlainString();
        }
        if (bound instanceof Bound.AtMost atMost) {
            return "at most " + atMost.value().toPlainString();
        }
        return ((Bound.Expect) bound).value();
    }

    private static Measurement without(String expected, String actual, String detail) {
        return new Measurement(false, expected, actual, detail);
    }

    private static Measurement judge(ResultSet rows, Bound bound, String expected) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        if (columns != 1) {
            return without(expected, columns + " columns", "The statement must return a single value.");
        }
        if (!rows.next()) {
            return without(expected, "no row", "The statement must return a single value.");
        }
        String value = rows.getString(1);
        if (value == null) {
            return without(expected, "null", "A null meets no bound; use coalesce if it means something here.");
        }
        boolean truth = rows.getMetaData().getColumnTypeName(1).equals("bool");
        String actual = truth ? Boolean.toString(rows.getBoolean(1)) : value;
        if (rows.next()) {
            return without(expected, "several rows", "The statement must return a single value.");
        }
        return new Measurement(meets(actual, bound), expected, actual, "");
    }

    private static boolean meets(String actual, Bound bound) {
        Optional<BigDecimal> number = number(actual);
        if (bound instanceof Bound.AtLeast atLeast) {
            return number.isPresent() && number.get().compareTo(atLeast.value()) >= 0;
        }
        if (bound instanceof Bound.AtMost atMost) {
            return number.isPresent() && number.get().compareTo(atMost.value()) <= 0;
        }
        String wanted = ((Bound.Expect) bound).value();
        return number.flatMap(value -> number(wanted).map(other -> value.compareTo(other) == 0))
                .orElseGet(() -> actual.equals(wanted));
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

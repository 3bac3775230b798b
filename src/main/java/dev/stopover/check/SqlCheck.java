package dev.stopover.check;

import dev.stopover.plan.Bound;
import dev.stopover.plan.Check;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The author's own statement, whose single value must meet the bound. */
final class SqlCheck {
    private SqlCheck() {}

    static Finding evaluate(Connection connection, Check.Sql check) throws SQLException {
        String expected = words(check.bound());
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setMaxRows(2);
            if (!statement.execute(check.sql())) {
                return Finding.failed(
                        expected, "no result", "The statement returns no rows at all; it must be a select.");
            }
            Finding finding;
            try (ResultSet rows = statement.getResultSet()) {
                finding = judge(rows, check.bound(), expected);
            }
            if (statement.getMoreResults() || statement.getUpdateCount() != -1) {
                return Finding.failed(expected, "several results", "The check must be a single statement.");
            }
            return finding;
        }
    }

    private static Finding judge(ResultSet rows, Bound bound, String expected) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        if (columns != 1) {
            return Finding.failed(expected, columns + " columns", "The statement must return a single value.");
        }
        if (!rows.next()) {
            return Finding.failed(expected, "no row", "The statement must return a single value.");
        }
        String value = rows.getString(1);
        if (value == null) {
            return Finding.failed(expected, "null", "A null meets no bound; use coalesce if it means something here.");
        }
        boolean truth = rows.getMetaData().getColumnTypeName(1).equals("bool");
        String actual = truth ? Boolean.toString(rows.getBoolean(1)) : value;
        if (rows.next()) {
            return Finding.failed(expected, "several rows", "The statement must return a single value.");
        }
        return Finding.of(meets(actual, bound), expected, actual);
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

    private static String words(Bound bound) {
        if (bound instanceof Bound.AtLeast atLeast) {
            return "at least " + atLeast.value().toPlainString();
        }
        if (bound instanceof Bound.AtMost atMost) {
            return "at most " + atMost.value().toPlainString();
        }
        return ((Bound.Expect) bound).value();
    }
}

package dev.stopover.check;

import dev.stopover.mapping.BoundTransfer;
import dev.stopover.plan.Check;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Count and sum of the rows' hashes agree on both sides.
 *
 * <p>The hash is of the row's text and the sum is numeric: xor would cancel duplicates out, and a sum of {@code
 * hash_record_extended} does not notice values that were swapped between two rows.
 */
final class ChecksumCheck {
    private ChecksumCheck() {}

    static Finding evaluate(Connection connection, Bindings bindings, Check.Checksum check) throws SQLException {
        Checked transfer = bindings.checked(check.transfer());
        BoundTransfer bound = transfer.bound();
        boolean alone = bindings.isAlone(bound)
                && !bound.merges()
                && !transfer.rejected().any();
        Comparison comparison = new Comparison(transfer, bindings.before(bound));
        String sql = alone ? comparison.checksumOfTables() : comparison.checksumOfPairs();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                String expected = side(row.getLong(1), row.getBigDecimal(2));
                String actual = side(row.getLong(3), row.getBigDecimal(4));
                boolean passed = expected.equals(actual);
                String detail = passed ? "" : "An equal check of " + check.transfer() + " names the rows that differ.";
                String left = transfer.rejected().sentence().orElse("");
                return new Finding(passed, expected, actual, (detail + " " + left).strip(), List.of());
            }
        }
    }

    private static String side(long rows, @Nullable BigDecimal sum) {
        return rows + (rows == 1 ? " row" : " rows") + ", checksum "
                + (sum == null ? "0" : sum.toBigInteger().toString());
    }
}

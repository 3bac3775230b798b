package dev.stopover.backup;

import dev.stopover.database.Identifier;
import dev.stopover.history.BackupTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * How many rows a table has, and the sum of the hashes of their texts. A sum and not an exclusive or, in which
 * duplicates cancel out; of the text, since the hash of a record does not notice values that two rows swapped.
 */
record RowSum(long rows, BigInteger checksum) {
    /**
     * Reads all rows. The session must have its {@link dev.stopover.database.ValueSettings} pinned.
     *
     * @param rows what stands behind FROM
     */
    static RowSum of(Connection connection, String rows, List<String> columns) throws SQLException {
        String sql = """
                select count(*), sum(hashtextextended(row(%s)::text, 0)::numeric)
                from %s
                """.formatted(Identifier.list(columns), rows);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                BigInteger sum = Optional.ofNullable(row.getBigDecimal(2))
                        .map(BigDecimal::toBigIntegerExact)
                        .orElse(BigInteger.ZERO);
                return new RowSum(row.getLong(1), sum);
            }
        }
    }

    static RowSum recorded(BackupTable table) {
        return new RowSum(table.rows(), table.checksum());
    }

    @Override
    public String toString() {
        return rows + (rows == 1 ? " row" : " rows") + ", checksum " + checksum;
    }
}

package dev.stopover.transfer;

import dev.stopover.database.Relation;
import dev.stopover.mapping.BoundTransfer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What is known of a source's blocks before any was read. */
record SourceShape(int blockSize, double rowsPerBlock) {
    /** What a block of a table that was never analyzed may hold. */
    static final double USUAL_ROWS_PER_BLOCK = 60;

    static SourceShape of(Connection connection, BoundTransfer bound) throws SQLException {
        long rows = 0;
        long blocks = 0;
        for (Relation leaf : bound.leaves()) {
            if (leaf.hasBlocks() && leaf.estimatedRows() > 0) {
                rows += leaf.estimatedRows();
                blocks += leaf.blocks();
            }
        }
        double rowsPerBlock = rows == 0 || blocks == 0 ? USUAL_ROWS_PER_BLOCK : (double) rows / blocks;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('block_size')::integer")) {
            row.next();
            return new SourceShape(row.getInt(1), Math.max(1, rowsPerBlock));
        }
    }
}

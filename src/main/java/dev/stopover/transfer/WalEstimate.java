package dev.stopover.transfer;

import dev.stopover.database.Catalog;
import dev.stopover.database.Relation;
import dev.stopover.mapping.BoundFollow;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MappedColumn;
import dev.stopover.mapping.MappedSelect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * About how much WAL a transfer will write: what standbys have to receive, and an archive to keep. As the server's planner
 * expects rows and their width, so it is only as good as the source's statistics.
 *
 * @param rows the source rows in all
 * @param bytes of WAL for all of them
 */
public record WalEstimate(long rows, long bytes) {
    private static final Pattern PLAN = Pattern.compile(" rows=(\\d+) width=(\\d+)");

    /** Measured with rows of 100 bytes: the record of an insert, with the header of the row. */
    private static final long INSERT_BYTES = 75;

    private static final long INDEX_ENTRY_BYTES = 75;
    private static final long ROW_LOCK_BYTES = 54;
    private static final long MAP_ROW_BYTES = 150;

    /** What the transfer would write from its begin to its end; empty while a map that it follows is not there. */
    public static Optional<WalEstimate> of(Connection connection, BoundTransfer bound) throws SQLException {
        for (BoundFollow follow : bound.follows()) {
            if (!new Catalog(connection).exists(follow.map().quoted())) {
                return Optional.empty();
            }
        }
        MappedSelect select = new MappedSelect(bound);
        String columns = bound.columns().stream().map(MappedColumn::assigned).collect(Collectors.joining(", "));
        Matcher plan =
                PLAN.matcher(text(connection, "explain select " + columns + "\n" + select.from() + select.where()));
        if (!plan.find()) {
            return Optional.empty();
        }
        long rows = Long.parseLong(plan.group(1));
        long width = Long.parseLong(plan.group(2));
        long row = width + INSERT_BYTES + indexes(connection, bound.target()) * INDEX_ENTRY_BYTES;
        if (bound.map().isPresent()) {
            row += MAP_ROW_BYTES;
        }
        return Optional.of(new WalEstimate(rows, rows * row + (bound.live() ? locks(connection, bound, rows) : 0)));
    }

    /** What is left of it when so many rows have been read. */
    WalEstimate after(long read) {
        long left = Math.max(0, rows - read);
        return new WalEstimate(left, rows == 0 ? 0 : Math.round((double) bytes * left / rows));
    }

    /** Locking a row writes a record, and the first one in a block all of the block. */
    private static long locks(Connection connection, BoundTransfer bound, long rows) throws SQLException {
        boolean fullPages = text(connection, "show full_page_writes").equals("on");
        long blocks = bound.leaves().stream().mapToLong(Relation::blocks).sum();
        long blockSize = Long.parseLong(text(connection, "show block_size"));
        return rows * ROW_LOCK_BYTES + (fullPages ? blocks * blockSize : 0);
    }

    private static long indexes(Connection connection, Relation table) throws SQLException {
        return Long.parseLong(text(connection, "select count(*) from pg_index where indrelid = " + table.oid()));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        }
    }
}

package dev.stopover.plan;

import java.util.List;

/** A statement about the data that must hold when its phase completes. */
public sealed interface Check {
    String name();

    /** As many target rows as the transfers into one table must have produced. */
    record Count(String name, List<String> transfers) implements Check {
        public Count {
            transfers = List.copyOf(transfers);
        }
    }

    /** Every source row equals its target row, column by column. */
    record Equal(String name, String transfer) implements Check {}

    /** Count and sum of row hashes agree on both sides. */
    record Checksum(String name, String transfer) implements Check {}

    /** Every non-null reference finds its row. */
    record Orphans(String name, TableName table, List<String> columns, TableName references, List<String> keys)
            implements Check {
        public Orphans {
            columns = List.copyOf(columns);
            keys = List.copyOf(keys);
        }
    }

    /** No two rows have the same value of these expressions. */
    record Unique(String name, TableName table, List<String> expressions) implements Check {
        public Unique {
            expressions = List.copyOf(expressions);
        }
    }

    /** The new application's entities fit the schema and every one of them can be read. */
    record Entities(String name, String persistenceUnit) implements Check {}

    /** Every encrypted value of a column can be decrypted, and is the text beside it where that is still there. */
    record Encrypted(String name, String encryption) implements Check {}

    /** The author's own statement, whose single value must meet the bound. */
    record Sql(String name, String sql, Bound bound) implements Check {}
}

package dev.stopover.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A declared mapping from an old table to a new one.
 *
 * @param key the source's key columns, when the source has no primary key; empty means its primary key
 * @param columns target column to SQL expression over the aliases, in the order of the plan
 * @param dropped source columns that are left behind, each with the reason
 * @param where which source rows move; all of them when empty
 * @param sync how later writes to the source are carried over
 * @param reverse how writes to the target are carried back once the new side is in use
 */
public record Transfer(
        String name,
        TableName from,
        String alias,
        List<String> key,
        List<Join> joins,
        List<Follow> follows,
        TableName into,
        Map<String, String> columns,
        Map<String, String> dropped,
        Optional<String> where,
        Optional<OnConflict> onConflict,
        Sync sync,
        Reverse reverse,
        Position position) {
    public Transfer {
        key = List.copyOf(key);
        joins = List.copyOf(joins);
        follows = List.copyOf(follows);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        dropped = Collections.unmodifiableMap(new LinkedHashMap<>(dropped));
    }

    /** A transfer with generated sync, and with reverse sync where that can be derived. */
    public Transfer(
            String name,
            TableName from,
            String alias,
            List<String> key,
            List<Join> joins,
            List<Follow> follows,
            TableName into,
            Map<String, String> columns,
            Map<String, String> dropped,
            Optional<String> where,
            Optional<OnConflict> onConflict,
            Position position) {
        this(
                name,
                from,
                alias,
                key,
                joins,
                follows,
                into,
                columns,
                dropped,
                where,
                onConflict,
                new Sync.Generated(),
                new Reverse.Derived(),
                position);
    }

    /** How later writes to the source are carried over. */
    public sealed interface Sync {
        /** By triggers that follow from the mapping. */
        record Generated() implements Sync {}

        /** By nobody, or by triggers of the author's own. */
        record None(String reason) implements Sync {}
    }

    /** How writes to the target are carried back to the source. */
    public sealed interface Reverse {
        /** Each source column comes from the target column that is a plain copy of it. */
        record Derived() implements Reverse {}

        /**
         * Some source columns come from expressions; the others as if derived.
         *
         * @param columns source column to SQL expression over the target's row, called {@code n}
         */
        record Columns(Map<String, String> columns) implements Reverse {
            public Columns {
                columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
            }
        }

        /** Not at all: going back after cut-over loses what was written to the target. */
        record None(String reason) implements Reverse {}
    }

    /**
     * A table read beside the source.
     *
     * @param fixed whether the author vouches that nothing changes it while the plan runs ({@code static} in the plan)
     */
    public record Join(String alias, TableName table, String on, Type type, boolean fixed) {
        /** Whether a source row without a partner moves. */
        public enum Type {
            INNER,
            LEFT
        }
    }

    /**
     * The target row that a source row of another transfer became, found through the map.
     *
     * @param expressions one per key column of the other transfer's source
     */
    public record Follow(String alias, String transfer, List<String> expressions) {
        public Follow {
            expressions = List.copyOf(expressions);
        }
    }

    /** Rows that meet an existing one on these target columns are merged into it. */
    public record OnConflict(List<String> columns) {
        public OnConflict {
            columns = List.copyOf(columns);
        }
    }
}

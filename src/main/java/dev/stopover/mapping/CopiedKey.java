package dev.stopover.mapping;

import dev.stopover.database.Column;
import dev.stopover.sql.ColumnReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A target key that says which source row it comes from and the other way round: each of its columns is a column of the
 * source's key as it is or a constant, and none of the source's key is left out. Such a transfer needs no map to find
 * the target row of a source row that is gone.
 *
 * @param parts in the order of the target's key
 */
public record CopiedKey(List<Part> parts) {
    private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");
    private static final Set<String> TEXTS = Set.of("text", "character varying");

    public CopiedKey {
        parts = List.copyOf(parts);
    }

    /**
     * One column of the target's key.
     *
     * @param from the column of the source's key that it copies; empty for a constant
     */
    public record Part(MappedColumn column, Optional<Column> from) {}

    /** Empty when a map is needed. */
    static Optional<CopiedKey> of(String alias, List<Column> sourceKey, List<MappedColumn> targetKey) {
        List<Part> parts = new ArrayList<>();
        Set<String> copied = new HashSet<>();
        for (MappedColumn column : targetKey) {
            Optional<Column> from = ColumnReference.alone(column.expression())
                    .filter(reference -> reference.alias().equals(alias))
                    .flatMap(reference -> sourceKey.stream()
                            .filter(key -> key.name().equals(reference.column()) && keeps(key, column.column()))
                            .findFirst());
            boolean constant = column.repeatable()
                    && ColumnReference.in(column.expression()).isEmpty();
            if (from.isEmpty() && !constant) {
                return Optional.empty();
            }
            from.ifPresent(key -> copied.add(key.name()));
            parts.add(new Part(column, from));
        }
        return copied.size() == sourceKey.size() ? Optional.of(new CopiedKey(parts)) : Optional.empty();
    }

    /** Whether every value of the one column is the same value in the other: nothing is rounded or cut off. */
    private static boolean keeps(Column from, Column into) {
        return from.type().equals(into.type())
                || (INTEGERS.contains(from.type()) && INTEGERS.contains(into.type()))
                || (TEXTS.contains(from.baseType()) && TEXTS.contains(into.type()));
    }
}

package dev.stopover.sync;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.MappedSelect;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keys of a group's source rows, target rows and merged rows as JSON, and conditions on them. */
record MergeKeySql(MergeGroup group) {
    /** Whether a member's mapped row has the merge key in that variable. */
    String matches(BoundTransfer member, String json) {
        return group.mergeKey().stream()
                .map(column -> member.column(column.name()).assigned() + " = " + base(json, column))
                .collect(Collectors.joining(" and "));
    }

    /** {@code  and} the row is one that the transfer moves. */
    static String wanted(MappedSelect select) {
        return select.condition().map(condition -> "\n  and " + condition).orElse("") + missingLeftOut(select);
    }

    /** {@code  and} what the row follows was moved. */
    static String missingLeftOut(MappedSelect select) {
        return select.followMissing()
                .map(missing -> "\n  and not coalesce(" + missing + ", false)\n")
                .orElse("");
    }

    /** Whether a row of the target is the one that a row of a map means, each under its alias. */
    String targetIsMap(String target, String map) {
        return group.targetKey().stream()
                .map(key -> target + "." + Identifier.quote(key.name()) + " = " + map + "."
                        + Identifier.quote(MapTable.targetColumn(key)))
                .collect(Collectors.joining(" and "));
    }

    /** Whether a row of a map means the target row whose key is in that variable. */
    String mapTargetIs(String map, String json) {
        return group.targetKey().stream()
                .map(key -> map + "." + Identifier.quote(MapTable.targetColumn(key)) + " = " + typed(json, key))
                .collect(Collectors.joining(" and "));
    }

    /** The source key in a row of a member's map. */
    static String mapKeyJson(BoundTransfer member, String map) {
        return member.sourceKey().stream()
                .map(key -> Identifier.literal(key.name()) + ", " + map + "."
                        + Identifier.quote(MapTable.sourceColumn(key)))
                .collect(Collectors.joining(", ", "jsonb_build_object(", ") as key"));
    }

    /** Whether these columns of a row have the values in that variable. */
    static String is(String alias, List<Column> columns, String json) {
        return columns.stream()
                .map(column -> alias + "." + Identifier.quote(column.name()) + " = " + typed(json, column))
                .collect(Collectors.joining(" and "));
    }

    /** The values of columns as JSON. */
    static String json(List<Column> columns, Function<Column, String> value) {
        return columns.stream()
                .map(column -> Identifier.literal(column.name()) + ", " + value.apply(column))
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
    }

    /** The value of a column in that variable, in the column's own type. */
    static String typed(String json, Column column) {
        return "cast(" + json + " ->> " + Identifier.literal(column.name()) + " as " + column.type() + ")";
    }

    private static String base(String json, Column column) {
        return "cast(" + json + " ->> " + Identifier.literal(column.name()) + " as " + column.baseType() + ")";
    }
}

package dev.stopover.check;

import dev.stopover.database.Identifier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How a failing row is named to people: {@code id=17}, or {@code user_id=17, role=OWNER}. */
final class RowLabel {
    private RowLabel() {}

    /** The SQL text expression of the label, for columns of a table under an alias. */
    static String sql(String alias, Collection<String> columns) {
        return sql(columns.stream()
                .collect(Collectors.toMap(
                        column -> column,
                        column -> alias + "." + Identifier.quote(column),
                        (first, second) -> first,
                        LinkedHashMap::new)));
    }

    /** The SQL text expression of the label, for expressions by name. */
    static String sql(Map<String, String> expressions) {
        return expressions.entrySet().stream()
                .map(entry -> Identifier.literal(entry.getKey() + "=") + " || coalesce((" + entry.getValue()
                        + ")::text, 'null')")
                .collect(Collectors.joining(" || ', ' || "));
    }
}

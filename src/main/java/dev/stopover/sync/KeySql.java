package dev.stopover.sync;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.CopiedKey;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.MappedColumn;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Keys of one transfer in the forms in which generated functions pass them on. */
record KeySql(BoundTransfer bound) {
    int size() {
        return bound.sourceKey().size();
    }

    /** The parameter types of a source key. */
    String types() {
        return bound.sourceKey().stream().map(Column::baseType).collect(Collectors.joining(", "));
    }

    /** {@code $1, $2}: a source key as the first parameters. */
    String parameters() {
        return list(i -> "$" + (i + 1));
    }

    /** The source's row with the key in the first parameters. */
    String sourceIsParameters() {
        return all(i -> bound.sourceColumn(bound.sourceKey().get(i)) + " = $" + (i + 1));
    }

    /** A source key out of a row that has the source's columns: {@code new."id"}. */
    String of(String row) {
        return list(i -> row + "." + Identifier.quote(bound.sourceKey().get(i).name()));
    }

    /** A source key as JSON, out of a row that has the source's columns. */
    String json(String row) {
        return object(i -> row + "." + Identifier.quote(bound.sourceKey().get(i).name()));
    }

    /** The source key in the first parameters as JSON. */
    String jsonOfParameters() {
        return object(i -> "$" + (i + 1));
    }

    /** A source key out of JSON. */
    String fromJson(String json) {
        return list(i -> "cast(" + json + " ->> "
                + Identifier.literal(bound.sourceKey().get(i).name()) + " as "
                + bound.sourceKey().get(i).baseType() + ")");
    }

    /** Whether a row of the map under that alias has the source key in the first parameters. */
    String mapIsParameters(String alias) {
        return all(i -> alias + "."
                + Identifier.quote(MapTable.sourceColumn(bound.sourceKey().get(i))) + " = $" + (i + 1));
    }

    /** The columns of the map that hold the source key. */
    String mapSource(String alias) {
        return list(i ->
                alias + Identifier.quote(MapTable.sourceColumn(bound.sourceKey().get(i))));
    }

    /** The columns of the map that hold the target key. */
    String mapTarget(String alias) {
        return bound.targetKey().stream()
                .map(key -> alias + Identifier.quote(MapTable.targetColumn(key)))
                .collect(Collectors.joining(", "));
    }

    /** The target's key columns of a row under that alias. */
    String target(String alias) {
        return bound.targetKey().stream()
                .map(key -> alias + "." + Identifier.quote(key.name()))
                .collect(Collectors.joining(", "));
    }

    /** Whether the target's row under that alias is the one that the source key in the first parameters becomes. */
    String targetIsCopied(String alias) {
        return copiedIs(alias, i -> "$" + (i + 1));
    }

    /** Whether the target's row under that alias is the one that a source row becomes. */
    String targetIsCopied(String alias, String row) {
        return copiedIs(
                alias,
                i -> row + "." + Identifier.quote(bound.sourceKey().get(i).name()));
    }

    /** Whether the target's row under that alias has the key in these variables. */
    String targetIs(String alias, String variable) {
        return IntStream.range(0, bound.targetKey().size())
                .mapToObj(i ->
                        alias + "." + Identifier.quote(bound.targetKey().get(i).name()) + " = " + variable + (i + 1))
                .collect(Collectors.joining(" and "));
    }

    /** The target's key columns with what they copy from a source row or constants. */
    String copiedKeyOf(String row) {
        return copied(i -> row + "." + Identifier.quote(bound.sourceKey().get(i).name()))
                .collect(Collectors.joining(", "));
    }

    /** Declares a variable for each column of the target's key. */
    String declareTarget(String variable) {
        return IntStream.range(0, bound.targetKey().size())
                .mapToObj(
                        i -> variable + (i + 1) + " " + bound.targetKey().get(i).type() + ";\n")
                .collect(Collectors.joining());
    }

    /** The variables that {@link #declareTarget} declares. */
    String targetVariables(String variable) {
        return IntStream.range(0, bound.targetKey().size())
                .mapToObj(i -> variable + (i + 1))
                .collect(Collectors.joining(", "));
    }

    /** {@code  and} the target's row under that alias has the constants of this transfer's keys. */
    String constants(String alias) {
        return bound.copiedKey().orElseThrow().parts().stream()
                .filter(part -> part.from().isEmpty())
                .map(part -> "\n  and " + alias + "."
                        + Identifier.quote(part.column().name()) + " = "
                        + MappedColumn.cast(
                                part.column().expression(),
                                part.column().column().baseType()))
                .collect(Collectors.joining());
    }

    private String copiedIs(String alias, IntFunction<String> key) {
        List<String> values = copied(key).toList();
        return IntStream.range(0, values.size())
                .mapToObj(i ->
                        alias + "." + Identifier.quote(bound.targetKey().get(i).name()) + " = " + values.get(i))
                .collect(Collectors.joining(" and "));
    }

    private java.util.stream.Stream<String> copied(IntFunction<String> key) {
        return bound.copiedKey().orElseThrow().parts().stream()
                .map((CopiedKey.Part part) -> MappedColumn.cast(
                        part.from()
                                .map(from -> key.apply(bound.sourceKey().indexOf(from)))
                                .orElse(part.column().expression()),
                        part.column().column().baseType()));
    }

    private String object(IntFunction<String> value) {
        return IntStream.range(0, size())
                .mapToObj(i -> Identifier.literal(bound.sourceKey().get(i).name()) + ", " + value.apply(i)
                        + (bound.sourceKey().get(i).baseType().endsWith("[]") ? "::text" : ""))
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
    }

    private String list(IntFunction<String> value) {
        return IntStream.range(0, size()).mapToObj(value).collect(Collectors.joining(", "));
    }

    private String all(IntFunction<String> condition) {
        return IntStream.range(0, size()).mapToObj(condition).collect(Collectors.joining(" and "));
    }
}

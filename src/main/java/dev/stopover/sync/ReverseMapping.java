package dev.stopover.sync;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundFollow;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.MappedColumn;
import dev.stopover.plan.PlanProblem;
import dev.stopover.plan.Transfer.Reverse;
import dev.stopover.sql.ColumnReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The source row that a target row comes from, column by column.
 *
 * @param columns source column to SQL over the target's row {@code n}
 */
record ReverseMapping(BoundTransfer bound, Map<Column, String> columns) {
    private static final String ROW = "n";

    ReverseMapping {
        columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** A mapping, or why there is none: neither of them where the plan wants none. */
    record Result(Optional<ReverseMapping> mapping, List<PlanProblem> problems) {
        Result {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Inverts a transfer.
     *
     * @param merges whether its rows may meet other rows in the target
     * @param source the source's columns
     * @param optional those of them that need no value in an insert
     */
    static Result of(BoundTransfer bound, boolean merges, List<Column> source, Set<String> optional) {
        if (bound.transfer().reverse() instanceof Reverse.None) {
            return new Result(Optional.empty(), List.of());
        }
        List<PlanProblem> problems = new ArrayList<>();
        if (merges) {
            problems.add(problem(
                    bound,
                    "its rows merge with others in " + bound.target() + ", so they cannot be told apart again",
                    "Say reverse: { none: <reason> }; going back after cut-over then loses what was written there."));
            return new Result(Optional.empty(), problems);
        }
        Map<String, String> explicit =
                bound.transfer().reverse() instanceof Reverse.Columns given ? given.columns() : Map.of();
        List<String> known = source.stream().map(Column::name).toList();
        explicit.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(problem(
                        bound,
                        bound.source() + " has no column " + name,
                        "Name a column of the source: " + String.join(", ", known) + ".")));
        Map<Column, String> columns = new LinkedHashMap<>();
        for (Column column : source) {
            if (column.origin() == Column.Origin.GENERATED) {
                continue;
            }
            Optional<String> expression =
                    Optional.ofNullable(explicit.get(column.name())).or(() -> derived(bound, column));
            if (expression.isPresent()) {
                columns.put(column, MappedColumn.cast(expression.orElseThrow(), column.baseType()));
            } else if (isUsed(bound, column)) {
                problems.add(problem(
                        bound,
                        "column " + column.name() + " of " + bound.source()
                                + " cannot be derived from the row that it became",
                        "Name it: reverse: { " + column.name() + ": <expression over n> }; or say reverse: { none:"
                                + " <reason> }."));
            } else if (!optional.contains(column.name())) {
                problems.add(problem(
                        bound,
                        "column " + column.name() + " of " + bound.source()
                                + " is dropped, but a new row needs a value there",
                        "Name one: reverse: { " + column.name() + ": <expression over n> }; or give it a default."));
            }
        }
        return problems.isEmpty()
                ? new Result(Optional.of(new ReverseMapping(bound, columns)), List.of())
                : new Result(Optional.empty(), problems);
    }

    private static PlanProblem problem(BoundTransfer bound, String message, String remedy) {
        return new PlanProblem(
                bound.transfer().position(), "transfer " + bound.transfer().name() + ": reverse: " + message, remedy);
    }

    /** The target column that is this column and nothing else, or what leads back to it through a map. */
    private static Optional<String> derived(BoundTransfer bound, Column column) {
        return bound.columns().stream()
                .filter(mapped -> is(mapped.expression(), bound.transfer().alias(), column))
                .map(mapped -> ROW + "." + Identifier.quote(mapped.name()))
                .findFirst()
                .or(() -> followed(bound, column));
    }

    private static Optional<String> followed(BoundTransfer bound, Column column) {
        for (BoundFollow follow : bound.follows()) {
            MapTable map = follow.map();
            List<String> expressions = follow.follow().expressions();
            if (expressions.size() != 1
                    || map.target().size() != 1
                    || !is(expressions.get(0), bound.transfer().alias(), column)) {
                continue;
            }
            Optional<MappedColumn> holder = bound.columns().stream()
                    .filter(mapped -> is(
                            mapped.expression(),
                            follow.follow().alias(),
                            map.target().get(0)))
                    .findFirst();
            if (holder.isPresent()) {
                String source = "m."
                        + Identifier.quote(MapTable.sourceColumn(map.source().get(0)));
                return Optional.of("(select " + source + " from " + map.quoted() + " as m where m."
                        + Identifier.quote(MapTable.targetColumn(map.target().get(0))) + " = " + ROW + "."
                        + Identifier.quote(holder.orElseThrow().name()) + " order by " + source + " limit 1)");
            }
        }
        return Optional.empty();
    }

    private static boolean is(String expression, String alias, Column column) {
        return ColumnReference.alone(expression)
                .filter(reference ->
                        reference.alias().equals(alias) && reference.column().equals(column.name()))
                .isPresent();
    }

    private static boolean isUsed(BoundTransfer bound, Column column) {
        return bound.sourceKey().contains(column)
                || Stream.concat(
                                bound.columns().stream().map(MappedColumn::expression),
                                bound.transfer().follows().stream().flatMap(follow -> follow.expressions().stream()))
                        .flatMap(expression -> ColumnReference.in(expression).stream())
                        .anyMatch(reference ->
                                reference.alias().equals(bound.transfer().alias())
                                        && reference.column().equals(column.name()));
    }
}

package dev.stopover.mapping;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which target rows the source rows of a transfer stand for: those the map names where rows merge, else the mapped keys. */
public final class Claims {
    private static final String MAP = "stopover_map";

    private Claims() {}

    /**
     * A query of the target keys that the transfer claims, in the columns {@code k1}, {@code k2} and so on.
     */
    public static String of(BoundTransfer bound) {
        return of(bound, select -> select.where());
    }

    /** The same for the source rows that the given where-clause leaves. */
    public static String of(BoundTransfer bound, Function<MappedSelect, String> where) {
        MappedSelect select = new MappedSelect(bound);
        List<MappedColumn> key = bound.mappedKey();
        if (!bound.merges()) {
            return "select " + named(key.stream().map(MappedColumn::compared).toList()) + "\n" + select.from()
                    + where.apply(select);
        }
        MapTable map = bound.map().orElseThrow();
        List<String> claimed = IntStream.range(0, key.size())
                .mapToObj(i ->
                        "coalesce(" + target(MAP, map, i) + ", " + key.get(i).compared() + ")")
                .toList();
        return "select " + named(claimed) + "\n" + select.from() + join(bound, MAP, select.sourceKey())
                + where.apply(select);
    }

    /** {@code left join <map> as <alias>} on the source key. */
    public static String join(BoundTransfer bound, String alias, List<String> sourceKey) {
        MapTable map = bound.map().orElseThrow();
        return "left join " + map.quoted() + " as " + alias + "\n  on "
                + IntStream.range(0, sourceKey.size())
                        .mapToObj(i -> alias + "."
                                + Identifier.quote(
                                        MapTable.sourceColumn(map.source().get(i))) + " = " + sourceKey.get(i))
                        .collect(Collectors.joining("\n  and "))
                + "\n";
    }

    /** The map's column for the target's key column of that position. */
    public static String target(String alias, MapTable map, int position) {
        Column column = map.target().get(position);
        return alias + "." + Identifier.quote(MapTable.targetColumn(column));
    }

    /** {@code k1, k2, ...}, each qualified. */
    public static List<String> keys(String alias, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> alias + ".k" + i).toList();
    }

    private static String named(List<String> expressions) {
        return IntStream.range(0, expressions.size())
                .mapToObj(i -> expressions.get(i) + " as k" + (i + 1))
                .collect(Collectors.joining(", "));
    }
}

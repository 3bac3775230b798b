package dev.stopover.sync;

import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A row that gets another key keeps its target row, to which others may refer; so what names it gets the new key. */
record KeyMove(BoundTransfer bound, TargetWrite write) {
    /** The statements of a trigger that sees {@code old} and {@code new}. */
    String sql() {
        return bound.map().map(this::inMap).orElseGet(this::inTarget);
    }

    private String inMap(MapTable map) {
        KeySql keys = new KeySql(bound);
        String set = IntStream.range(0, keys.size())
                .mapToObj(i ->
                        Identifier.quote(MapTable.sourceColumn(bound.sourceKey().get(i))) + " = new."
                                + Identifier.quote(bound.sourceKey().get(i).name()))
                .collect(Collectors.joining(", "));
        return """
                update %s as m
                set %s
                where (%s) = (%s)
                  and %s
                  and not exists (
                    select 1
                    from %s as o
                    where (%s) = (%s));
                """.formatted(
                        map.quoted(),
                        set,
                        keys.mapSource("m."),
                        keys.of("old"),
                        sourceHasNoOld(keys),
                        map.quoted(),
                        keys.mapSource("o."),
                        keys.of("new"));
    }

    private String inTarget() {
        KeySql keys = new KeySql(bound);
        String set = bound.copiedKey().orElseThrow().parts().stream()
                .flatMap(part -> part.from().stream()
                        .map(from ->
                                Identifier.quote(part.column().name()) + " = new." + Identifier.quote(from.name())))
                .collect(Collectors.joining(", "));
        return write.before(keys.json("new"))
                + """
                update %s as t
                set %s
                where %s
                  and %s
                  and not exists (
                    select 1
                    from %s as o
                    where %s);
                """.formatted(
                                bound.target().quoted(),
                                set,
                                keys.targetIsCopied("t", "old"),
                                sourceHasNoOld(keys),
                                bound.target().quoted(),
                                keys.targetIsCopied("o", "new"))
                + write.after();
    }

    private String sourceHasNoOld(KeySql keys) {
        return """
                not exists (
                    select 1
                    from %s as s
                    where (%s) = (%s))""".formatted(bound.source().quoted(), keys.of("s"), keys.of("old"));
    }
}

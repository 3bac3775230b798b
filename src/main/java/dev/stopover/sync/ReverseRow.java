package dev.stopover.sync;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.CopiedKey;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.MappedColumn;
import dev.stopover.mapping.MappedSelect;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SQL that writes one row back to the old side. The source row that a target row stands for is in the records {@code
 * stopover_old} and {@code stopover_new}, with the columns of {@link #values}.
 */
final class ReverseRow {
    private final ReverseMapping mapping;
    private final BoundTransfer bound;

    ReverseRow(ReverseMapping mapping) {
        this.mapping = mapping;
        this.bound = mapping.bound();
    }

    /** A source row that the condition leaves out has no target row to lose. */
    String wanted() {
        return """
                exists (
                  select 1
                  from %s as %s
                  where (%s) = (%s)
                    and (%s
                    ))""".formatted(
                        bound.source().quoted(),
                        Identifier.quote(bound.transfer().alias()),
                        bound.sourceKey().stream().map(bound::sourceColumn).collect(Collectors.joining(", ")),
                        new KeySql(bound).of("s"),
                        bound.transfer().where().orElseThrow());
    }

    /** The forward trigger, which would do it, leaves a row alone that comes from here. */
    String map(String row) {
        KeySql keys = new KeySql(bound);
        return bound.map()
                .map((MapTable map) -> """
                insert into %s as m (%s)
                select %s, %s
                from (select (%s).*) as n
                on conflict (%s) do update
                set %s
                where (%s) is distinct from (%s);
                """.formatted(
                                map.quoted(),
                                String.join(", ", map.columns()),
                                key("stopover_new"),
                                keys.target("n"),
                                row,
                                keys.mapSource(""),
                                map.target().stream()
                                        .map(key -> Identifier.quote(MapTable.targetColumn(key)))
                                        .map(column -> column + " = excluded." + column)
                                        .collect(Collectors.joining(", ")),
                                keys.mapTarget("m."),
                                keys.mapTarget("excluded.")))
                .orElse("");
    }

    /** A source row that the condition leaves out would not become the target row that it was made of. */
    String verify() {
        if (bound.transfer().where().isEmpty()) {
            return "";
        }
        MappedSelect select = new MappedSelect(bound);
        return """
                if not exists (
                  select 1
                  %s%s) then
                  raise exception 'there is such a row in the source already, or it would be one, that where leaves out'
                    using errcode = 'check_violation';
                end if;
                """.formatted(
                select.from(),
                select.where("(" + String.join(", ", select.sourceKey()) + ") = (" + key("stopover_new") + ")"));
    }

    /** Forgets the row that was. */
    String unmap() {
        return bound.map()
                .map((MapTable map) ->
                        """
                delete from %s as m
                where (%s) = (%s);
                """.formatted(map.quoted(), new KeySql(bound).mapSource("m."), key("stopover_old")))
                .orElse("");
    }

    /** The same if it has another key now. */
    String unmapMoved() {
        String unmap = unmap();
        return unmap.isEmpty()
                ? ""
                : "if (" + key("stopover_new") + ") is distinct from (" + key("stopover_old") + ") then\n"
                        + unmap.indent(2) + "end if;\n";
    }

    private String key(String record) {
        List<Column> columns = List.copyOf(mapping.columns().keySet());
        return bound.sourceKey().stream()
                .map(key -> record + ".c" + (columns.indexOf(key) + 1))
                .collect(Collectors.joining(", "));
    }

    /** The source row's columns as {@code c1}, {@code c2} and so on. */
    String values() {
        List<String> expressions = List.copyOf(mapping.columns().values());
        return IntStream.range(0, expressions.size())
                .mapToObj(i -> expressions.get(i) + " as c" + (i + 1))
                .collect(Collectors.joining(",\n       "));
    }

    /** Inserts the row that is, or makes the one that is there agree. */
    String insert() {
        List<Column> columns = List.copyOf(mapping.columns().keySet());
        List<Column> changing = columns.stream()
                .filter(column -> !bound.sourceKey().contains(column))
                .toList();
        String update = changing.isEmpty()
                ? "nothing"
                : "update\n  set "
                        + changing.stream()
                                .map(column -> Identifier.quote(column.name()) + " = excluded."
                                        + Identifier.quote(column.name()))
                                .collect(Collectors.joining(",\n      "))
                        + "\n  where "
                        + RelevantColumns.differ("s", "excluded", changing);
        return """
                insert into %s as s (%s)
                %svalues (%s)
                on conflict (%s) do %s;
                """.formatted(
                bound.source().quoted(),
                Identifier.list(columns.stream().map(Column::name).toList()),
                columns.stream().anyMatch(column -> column.origin() == Column.Origin.IDENTITY_ALWAYS)
                        ? "overriding system value\n"
                        : "",
                IntStream.range(0, columns.size())
                        .mapToObj(i -> "stopover_new.c" + (i + 1))
                        .collect(Collectors.joining(", ")),
                Identifier.list(bound.sourceKey().stream().map(Column::name).toList()),
                update);
    }

    /** The assignments of an update: what did not change stays as it is. */
    String changed() {
        List<Column> columns = List.copyOf(mapping.columns().keySet());
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).origin() != Column.Origin.IDENTITY_ALWAYS)
                .mapToObj(i -> {
                    String name = Identifier.quote(columns.get(i).name());
                    String cast = columns.get(i).comparesByValue() ? "" : "::text";
                    return "%1$s = case when stopover_new.c%2$d%3$s is distinct from stopover_old.c%2$d%3$s then stopover_new.c%2$d else s.%1$s end"
                            .formatted(name, i + 1, cast);
                })
                .collect(Collectors.joining(",\n        "));
    }

    /** Whether the source row {@code s} has the key in that record. */
    String keyIs(String record) {
        List<Column> columns = List.copyOf(mapping.columns().keySet());
        return bound.sourceKey().stream()
                .map(key -> "s." + Identifier.quote(key.name()) + " = " + record + ".c" + (columns.indexOf(key) + 1))
                .collect(Collectors.joining(" and "));
    }

    /** The source key in that record as JSON. */
    String keyJson(String record) {
        List<Column> columns = List.copyOf(mapping.columns().keySet());
        return bound.sourceKey().stream()
                .map(key -> Identifier.literal(key.name()) + ", " + record + ".c" + (columns.indexOf(key) + 1)
                        + (key.baseType().endsWith("[]") ? "::text" : ""))
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
    }

    /** Whether a target row is one of this transfer's: it has the constants that this one writes into the key. */
    String belongs(String row) {
        List<MappedColumn> constants = bound.copiedKey().stream()
                .flatMap(key -> key.parts().stream())
                .filter(part -> part.from().isEmpty())
                .map(CopiedKey.Part::column)
                .toList();
        return constants.isEmpty()
                ? "true"
                : constants.stream()
                        .map(column -> row + "." + Identifier.quote(column.name()) + " = " + column.compared())
                        .collect(Collectors.joining(" and "));
    }
}

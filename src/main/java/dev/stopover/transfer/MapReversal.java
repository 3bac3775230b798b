package dev.stopover.transfer;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The statements that take back what a transfer did to a target that held rows before. Each takes the rows that it acts
 * on out of the map, in one transaction with what it does, so that an interrupted reversal goes on with the rest.
 */
final class MapReversal {
    private final MapTable map;
    private final String target;
    private final List<Column> targetColumns;

    /** @param targetColumns all columns of the target */
    MapReversal(BoundTransfer bound, MapTable map, List<Column> targetColumns) {
        this.map = map;
        this.target = bound.target().quoted();
        this.targetColumns = List.copyOf(targetColumns);
    }

    /** Finds the rows that the transfer made by their target key. */
    String index() {
        return "create index if not exists " + Identifier.quote(map.undoIndex()) + "\non " + map.quoted() + " ("
                + keys("").collect(Collectors.joining(", ")) + ")\nwhere " + MapTable.INSERTED;
    }

    /**
     * Puts rows that were there before back to how they were: also those that are gone since. A row that this transfer
     * made itself and met again is none of them. Of several images of one row the first is taken.
     */
    String restore(long from, long to) {
        List<Column> stored = targetColumns.stream()
                .filter(column -> column.origin() != Column.Origin.GENERATED)
                .toList();
        List<String> keyNames = map.target().stream().map(Column::name).toList();
        List<Column> changeable = stored.stream()
                .filter(column -> !keyNames.contains(column.name()))
                .filter(column -> column.origin() != Column.Origin.IDENTITY_ALWAYS)
                .toList();
        String onConflict = changeable.isEmpty()
                ? "do nothing"
                : """
                do update
                  set %s
                  where row(%s)::text is distinct from row(%s)::text""".formatted(
                                changeable.stream()
                                        .map(column -> quoted(column) + " = excluded." + quoted(column))
                                        .collect(Collectors.joining(",\n      ")),
                                columns("now_there.", changeable),
                                columns("excluded.", changeable));
        return """
                with taken as (
                  delete from %1$s as w
                  where w.ctid >= '(%2$d,0)'
                    and w.ctid < '(%3$d,0)'
                    and not w.inserted
                  returning w.ctid as place, w.*),
                images as (
                  select distinct on (%4$s) x.before
                  from taken as x
                  where x.before is not null
                    and not exists (
                      select
                      from %1$s as own
                      where own.inserted
                        and %5$s)
                  order by %4$s, x.place),
                restored as (
                  insert into %6$s as now_there (%7$s)
                  overriding system value
                  select %8$s
                  from images
                  cross join lateral json_populate_record(null::%6$s, images.before) as r
                  on conflict (%9$s) %10$s)
                select count(*)
                from taken
                """.formatted(
                        map.quoted(),
                        from,
                        to,
                        keys("x.").collect(Collectors.joining(", ")),
                        sameKey("own", "x"),
                        target,
                        columns("", stored),
                        columns("r.", stored),
                        Identifier.list(keyNames),
                        onConflict);
    }

    /** Deletes the rows that the transfer made. */
    String delete(long from, long to) {
        return """
                with taken as (
                  delete from %s as w
                  where w.ctid >= '(%d,0)'
                    and w.ctid < '(%d,0)'
                    and w.inserted
                  returning w.*),
                deleted as (
                  delete from %s as t
                  using taken as x
                  where %s)
                select count(*)
                from taken
                """.formatted(map.quoted(), from, to, target, isTarget("t", "x"));
    }

    /** True where a row of the target, under that alias, is the one that a row of the map means. */
    String isTarget(String targetAlias, String mapAlias) {
        return IntStream.range(0, map.target().size())
                .mapToObj(i -> targetAlias + "." + quoted(map.target().get(i)) + " = "
                        + keys(mapAlias + ".").toList().get(i))
                .collect(Collectors.joining(" and "));
    }

    private String sameKey(String left, String right) {
        List<String> lefts = keys(left + ".").toList();
        List<String> rights = keys(right + ".").toList();
        return IntStream.range(0, lefts.size())
                .mapToObj(i -> lefts.get(i) + " = " + rights.get(i))
                .collect(Collectors.joining(" and "));
    }

    private Stream<String> keys(String prefix) {
        return map.target().stream().map(key -> prefix + Identifier.quote(MapTable.targetColumn(key)));
    }

    private static String columns(String prefix, List<Column> columns) {
        return columns.stream().map(column -> prefix + quoted(column)).collect(Collectors.joining(", "));
    }

    private static String quoted(Column column) {
        return Identifier.quote(column.name());
    }
}

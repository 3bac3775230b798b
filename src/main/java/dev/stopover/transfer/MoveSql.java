package dev.stopover.transfer;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.MappedColumn;
import dev.stopover.mapping.MappedSelect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements of a chunk. The first inserts plainly and so all or nothing; the second leaves out what is there
 * already; the third says what became of those left out, and runs only when there are any.
 */
final class MoveSql {
    private static final String TARGET = "stopover_target";

    private final BoundTransfer bound;
    private final MappedSelect select;

    MoveSql(BoundTransfer bound) {
        this.bound = bound;
        this.select = new MappedSelect(bound);
    }

    /**
     * Moves the rows of a range if none of them meets an existing one, and fails otherwise. Returns one row: how many
     * were read and how many inserted.
     *
     * <p>ON CONFLICT inserts each row in two steps with a WAL record each, which on its own takes about 1.7 times the
     * processor time of a plain insert. Most chunks meet nothing and need not pay for it.
     */
    String movePlainly(String relation, RowRange range) {
        String moved = select.followMissing().isPresent() ? "  where not missing\n" : "";
        String map = bound.map()
                .map(table -> ", w as (\n  insert into " + table.quoted() + " (" + String.join(", ", table.columns())
                        + ", " + MapTable.INSERTED + ")\n  select "
                        + columns("m.", "s", table.source().size()).substring(2) + ", "
                        + bound.mappedKey().stream().map(this::keyValue).collect(Collectors.joining(", "))
                        + ", true\n  from m\n" + moved + ")")
                .orElse("");
        return rows(relation, range, List.of()) + "), i as (\n" + insertSelect() + moved + "  returning 1)" + map
                + "\nselect (select count(*) from m), (select count(*) from i)\n";
    }

    /**
     * Moves the rows of a range. Returns one row: how many were read, how many were inserted, how many different source
     * keys there were (ranges of keys only), the last key (the same), and for each column that tells source rows apart an
     * array with the values of the rows that need a closer look; null when all were inserted.
     *
     * <p>A closer look need all rows that share a target key in this range, because of such rows one was inserted and it
     * is not known which.
     */
    String move(String relation, RowRange range) {
        List<String> places = places(range);
        StringBuilder sql = new StringBuilder(rows(relation, range, places));
        sql.append("), i as (\n").append(insert()).append(')');
        bound.map()
                .ifPresent(map ->
                        sql.append(", w as (\n").append(insertIntoMap(map)).append(')'));
        sql.append("\nselect r.n, w.n, ")
                .append(range instanceof RowRange.NextKeys ? keySummary(places) : "null, null")
                .append(columns("rest.", "l", places.size()))
                .append("\nfrom (select count(*) as n from m) as r\n")
                .append("cross join (select count(*) as n from i) as w\n")
                .append("cross join lateral (\n")
                .append(rest(places.size()))
                .append(") as rest\n");
        return sql.toString();
    }

    /** The mapped rows as {@code m}, locked where they must be; the bracket is left open. */
    private String rows(String relation, RowRange range, List<String> places) {
        List<String> selected = new ArrayList<>();
        each(places, (i, place) -> selected.add(place + " as " + name("l", i)));
        each(bound.columns(), (i, column) -> selected.add(column.assigned() + " as " + name("c", i)));
        if (bound.map().isPresent()) {
            each(select.sourceKey(), (i, key) -> selected.add(key + " as " + name("s", i)));
        }
        select.followMissing().ifPresent(missing -> selected.add(missing + " as missing"));

        StringBuilder sql = new StringBuilder("with m as materialized (\n  select ")
                .append(String.join(",\n         ", selected))
                .append('\n')
                .append(select.fromLocking(relation))
                .append(select.where(range.condition(bound).stream().toArray(String[]::new)));
        if (range instanceof RowRange.NextKeys) {
            sql.append(RowRange.NextKeys.limit(bound));
        }
        select.locking().ifPresent(locking -> sql.append(locking).append('\n'));
        return sql.toString();
    }

    /**
     * What became of the rows that need a closer look. Returns a row for each {@link Fate}: the fate, how many rows, and
     * the keys of those that are rejected. Takes the arrays that {@link #move} returned.
     */
    String classify(String relation, RowRange range) {
        List<String> selected = new ArrayList<>();
        selected.add(select.sourceKeyAsJson() + "::text as key");
        selected.add(fate() + " as fate");
        bound.map().ifPresent(map -> {
            each(select.sourceKey(), (i, key) -> selected.add(key + " as " + name("s", i)));
            each(bound.targetKey(), (i, key) -> selected.add(targetColumn(key.name()) + " as " + name("t", i)));
            selected.add("row_to_json(" + TARGET + ") as before");
        });
        StringBuilder sql = new StringBuilder("with c as materialized (\n  select ")
                .append(String.join(",\n         ", selected))
                .append('\n')
                .append(select.from(relation))
                .append(select.leftJoinTarget(TARGET, bound.arbiter()))
                .append(select.where(isAmong(range)))
                .append(')');
        bound.map()
                .ifPresent(map -> sql.append("""
                        , w as (
                          insert into %s (%s, inserted, before)
                          select %s, false, before
                          from c
                          where fate in ('%s', '%s')
                          on conflict (%s) do nothing)
                        """.formatted(
                                map.quoted(),
                                String.join(", ", map.columns()),
                                columns("", "s", map.source().size()).substring(2)
                                        + columns("", "t", map.target().size()),
                                Fate.SAME.word(),
                                Fate.MERGED.word(),
                                mapKey(map))));
        return sql.append("""

                        select fate, count(*), array_agg(key) filter (where fate not in ('%s', '%s'))
                        from c
                        group by fate
                        """.formatted(Fate.SAME.word(), Fate.MERGED.word())).toString();
    }

    private String insert() {
        String returned = IntStream.range(0, bound.targetKey().size())
                .mapToObj(i -> Identifier.quote(bound.targetKey().get(i).name()) + " as " + name("k", i))
                .collect(Collectors.joining(", "));
        return insertSelect()
                + (select.followMissing().isPresent() ? "  where not missing\n" : "")
                + "  on conflict (" + Identifier.list(bound.arbiter()) + ") do nothing\n"
                + "  returning " + returned;
    }

    private String insertSelect() {
        String target =
                Identifier.list(bound.columns().stream().map(MappedColumn::name).toList());
        boolean overriding =
                bound.columns().stream().anyMatch(column -> column.column().origin() == Column.Origin.IDENTITY_ALWAYS);
        return "  insert into " + bound.target().quoted() + " (" + target + ")\n"
                + (overriding ? "  overriding system value\n" : "")
                + "  select " + columns("", "c", bound.columns().size()).substring(2) + "\n"
                + "  from m\n";
    }

    private String insertIntoMap(MapTable map) {
        return "  insert into " + map.quoted() + " (" + String.join(", ", map.columns()) + ", " + MapTable.INSERTED
                + ")\n"
                + "  select " + columns("m.", "s", map.source().size()).substring(2)
                + columns("i.", "k", map.target().size()) + ", true\n"
                + "  from m\n"
                + "  join i on " + sameKey() + "\n"
                + "  on conflict (" + mapKey(map) + ") do nothing";
    }

    private String rest(int places) {
        String aggregated = IntStream.range(0, places)
                .mapToObj(i -> "array_agg(x." + name("l", i) + "::text) as " + name("l", i))
                .collect(Collectors.joining(", "));
        String partition = bound.mappedKey().stream().map(this::keyValue).collect(Collectors.joining(", "));
        return "  select " + aggregated + "\n"
                + "  from (\n"
                + "    select " + columns("m.", "l", places).substring(2) + ",\n"
                + "           count(*) over (partition by " + partition + ") as n,\n"
                + "           i." + name("k", 0) + " is not null as inserted\n"
                + "    from m\n"
                + "    left join i on " + sameKey() + "\n"
                + "    where r.n <> w.n) as x\n"
                + "  where x.n > 1\n"
                + "     or not x.inserted\n";
    }

    private static String keySummary(List<String> places) {
        String distinct = columns("m.", "l", places.size()).substring(2);
        String last = IntStream.range(0, places.size())
                .mapToObj(i -> name("l", i) + "::text")
                .collect(Collectors.joining(", "));
        String order = IntStream.range(0, places.size())
                .mapToObj(i -> name("l", i) + " desc")
                .collect(Collectors.joining(", "));
        return "(select count(*) from (select distinct " + distinct + " from m) as d),\n" + "  (select array[" + last
                + "] from m order by " + order + " limit 1)";
    }

    private String fate() {
        String missing = select.followMissing()
                .map(follow -> "when " + follow + " then '" + Fate.FOLLOW_MISSING.word() + "'\n           ")
                .orElse("");
        return """
               case
                 %swhen %s is null then '%s'
                 when not %s then '%s'
                 else '%s'
               end""".formatted(
                        missing,
                        targetColumn(bound.targetKey().get(0).name()),
                        Fate.MISSING.word(),
                        select.differs(TARGET),
                        Fate.SAME.word(),
                        (bound.merges() ? Fate.MERGED : Fate.FOREIGN).word());
    }

    private String isAmong(RowRange range) {
        if (range instanceof RowRange.Places) {
            return place() + " = any (cast(cast(? as text[]) as tid[]))";
        }
        List<Column> key = bound.sourceKey();
        String given = IntStream.range(0, key.size())
                .mapToObj(i -> "cast(u." + name("l", i) + " as " + key.get(i).baseType() + ")")
                .collect(Collectors.joining(", "));
        String arrays = key.stream().map(column -> "cast(? as text[])").collect(Collectors.joining(", "));
        return "(" + String.join(", ", select.sourceKey()) + ") in (\n    select " + given + "\n    from unnest("
                + arrays + ") as u (" + columns("", "l", key.size()).substring(2) + "))";
    }

    private List<String> places(RowRange range) {
        return range instanceof RowRange.Places ? List.of(place()) : select.sourceKey();
    }

    private String place() {
        return Identifier.quote(bound.transfer().alias()) + ".ctid";
    }

    private String sameKey() {
        return IntStream.range(0, bound.targetKey().size())
                .mapToObj(i ->
                        "i." + name("k", i) + " = " + keyValue(bound.mappedKey().get(i)))
                .collect(Collectors.joining(" and "));
    }

    /** A target key column as {@code m} has it, in the very type in which {@code i} returns it. */
    private String keyValue(MappedColumn key) {
        return "cast(m." + name("c", bound.columns().indexOf(key)) + " as "
                + key.column().type() + ")";
    }

    private static String mapKey(MapTable map) {
        return Identifier.list(map.source().stream().map(MapTable::sourceColumn).toList());
    }

    private static String targetColumn(String column) {
        return Identifier.quote(TARGET) + "." + Identifier.quote(column);
    }

    /** {@code , prefix letter1, prefix letter2, …} */
    private static String columns(String prefix, String letter, int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> ", " + prefix + name(letter, i))
                .collect(Collectors.joining());
    }

    private static String name(String letter, int index) {
        return letter + (index + 1);
    }

    private static <T> void each(List<T> items, BiConsumer<Integer, T> action) {
        for (int i = 0; i < items.size(); i++) {
            action.accept(i, items.get(i));
        }
    }
}

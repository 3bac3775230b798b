package dev.stopover.check;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.database.Relation;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.Claims;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.MappedColumn;
import dev.stopover.mapping.MappedSelect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SQL that puts each row of a transfer's old side beside its target row: {@code m} is the mapped source row, {@code
 * w} the row of the map where the transfer keeps one, {@code t} the target row.
 *
 * <p>Two rows are equal when their stored bytes or else their texts agree. That is stricter than {@code =}, which takes
 * 1.0 for 1.00 and, in citext, Ann for ann, and it needs no operator of the type.
 */
final class Comparison {
    private final BoundTransfer bound;
    private final Optional<String> rejected;
    private final List<Checked> earlier;
    private final MappedSelect select;
    private final List<MappedColumn> columns;

    /** @param earlier the transfers that fill the same table before this one */
    Comparison(Checked transfer, List<Checked> earlier) {
        this.bound = transfer.bound();
        this.rejected = transfer.rejected().condition(bound);
        this.earlier = List.copyOf(earlier);
        this.select = new MappedSelect(bound);
        this.columns = bound.comparableColumns();
    }

    /** How many source rows of the range there are, and how many of them are merged, different or missing. */
    String counts(Relation leaf, String... range) {
        return """
                select count(*) as compared,
                       count(*) filter (where c.state = 'merged') as merged,
                       count(*) filter (where c.state = 'different') as different,
                       count(*) filter (where c.state = 'missing') as missing,
                       coalesce(pg_relation_filenode(%d), 0) as filenode
                from (
                  select %s as state
                  %s) as c
                """.formatted(leaf.oid(), state(), pairs(select.fromOnly(leaf), range));
    }

    /** The first rows of the range that are different or missing: label, state, names of the columns that differ. */
    String failures(Relation leaf, int most, String... range) {
        String order = numbered("m.s", bound.sourceKey().size());
        return """
                select c.label, c.state, c.differing
                from (
                  select %s as label,
                         %s as state,
                         %s as differing,
                         %s
                  %s) as c
                where c.state in ('different', 'missing')
                order by %s
                limit %d
                """.formatted(
                        label(),
                        state(),
                        differing(),
                        order,
                        pairs(select.fromOnly(leaf), range),
                        order.replace("m.", "c."),
                        most);
    }

    /** Counts and sums of hashes of both sides over the rows that are not merged into another one. */
    String checksumOfPairs() {
        return """
                select count(*),
                       sum(%s),
                       count(c.found),
                       sum(%s) filter (where c.found is not null)
                from (
                  select %s as old, %s as new, t.%s as found, %s as state
                  %s) as c
                where c.state <> 'merged'
                """.formatted(
                        hash("c.old"),
                        hash("c.new"),
                        mapped(),
                        stored(),
                        Identifier.quote(bound.targetKey().get(0).name()),
                        state(),
                        pairs(select.from()));
    }

    /** Counts and sums of hashes of the mapped source and of the whole target, each read by itself. */
    String checksumOfTables() {
        return """
                select old.n, old.h, new.n, new.h
                from (
                  select count(*) as n, sum(%s) as h
                  from (%s) as m) as old
                cross join (
                  select count(*) as n, sum(%s) as h
                  from %s as t) as new
                """.formatted(
                        hash(mapped()),
                        source(select.from()),
                        hash(stored()),
                        bound.target().quoted());
    }

    private static String hash(String row) {
        return "hashtextextended((" + row + ")::text, 0)::numeric";
    }

    private String source(String from, String... range) {
        String keys = named(select.sourceKey(), "s");
        String values = named(columns.stream().map(MappedColumn::compared).toList(), "c");
        return "select " + keys + ", " + values + "\n" + from + select.whereNot(rejected, range);
    }

    private String pairs(String from, String... range) {
        List<Column> key = bound.targetKey();
        String source = "from (\n" + source(from, range) + ") as m\n";
        String target = "left join " + bound.target().quoted() + " as t\n  on ";
        if (bound.map().isEmpty()) {
            return source + target + pairwise(key.size(), i -> target(key.get(i)) + " = " + mapped(key.get(i)));
        }
        MapTable map = bound.map().orElseThrow();
        return source
                + Claims.join(
                        bound,
                        "w",
                        IntStream.rangeClosed(1, key(map))
                                .mapToObj(i -> "m.s" + i)
                                .toList())
                + target
                + pairwise(key.size(), i -> target(key.get(i)) + " = " + Claims.target("w", map, i));
    }

    private static int key(MapTable map) {
        return map.source().size();
    }

    private String state() {
        return """
                case
                  when t.%s is null then 'missing'
                  when %2$s *= %3$s then 'equal'
                  when %2$s::text = %3$s::text then 'equal'
                %4$s  else 'different'
                end""".formatted(Identifier.quote(bound.targetKey().get(0).name()), mapped(), stored(), merged());
    }

    /**
     * What explains that a row of a merging transfer is not found as it is: the map leads to a row of another key with
     * the same merge key; or an earlier transfer made that row; or another row of this transfer did.
     */
    private String merged() {
        if (!bound.merges()) {
            return "";
        }
        MapTable map = bound.map().orElseThrow();
        List<Column> key = bound.targetKey();
        String mapTarget = IntStream.range(0, key.size())
                .mapToObj(i -> Claims.target("w", map, i))
                .collect(Collectors.joining(", "));
        String sameMergeKey = bound.arbiter().stream()
                .map(name -> target(bound.column(name).column()) + " is not distinct from "
                        + mapped(bound.column(name).column()))
                .collect(Collectors.joining(" and "));
        StringBuilder cases = new StringBuilder("""
                  when row(%s) is distinct from row(%s)
                    then case when %s then 'merged' else 'different' end
                """.formatted(mapTarget, joined(key, this::mapped), sameMergeKey));
        if (!earlier.isEmpty()) {
            cases.append("""
                      when (%s) in (
                        %s)
                        then 'merged'
                    """.formatted(
                            joined(key, Comparison::target),
                            earlier.stream().map(Checked::claims).collect(Collectors.joining("union all\n"))));
        }
        return cases.append("""
                          when %s::text in (
                            select %s::text
                            from (%s) as m
                            %s    where (%s) in (
                              select %s
                              from %s as w
                              group by %s
                              having count(*) > 1))
                            then 'merged'
                        """.formatted(
                                stored(),
                                mapped(),
                                source(select.from()),
                                Claims.join(
                                        bound,
                                        "w",
                                        IntStream.rangeClosed(1, key(map))
                                                .mapToObj(i -> "m.s" + i)
                                                .toList()),
                                mapTarget,
                                mapTarget,
                                map.quoted(),
                                mapTarget))
                .toString();
    }

    private String label() {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < bound.sourceKey().size(); i++) {
            named.put(bound.sourceKey().get(i).name(), "m.s" + (i + 1));
        }
        return RowLabel.sql(named);
    }

    private String differing() {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> "case when %1$s *<> %2$s and %1$s::text <> %2$s::text then %3$s end"
                        .formatted(
                                record("m.c" + (i + 1)),
                                record(stored(i)),
                                Identifier.literal(columns.get(i).name())))
                .collect(Collectors.joining(",\n    ", "array_to_string(array[", "], ', ')"));
    }

    private String mapped() {
        return record(numbered("m.c", columns.size()));
    }

    private String mapped(Column column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column.name())) {
                return "m.c" + (i + 1);
            }
        }
        throw new IllegalArgumentException("not compared: " + column);
    }

    private String stored() {
        return record(IntStream.range(0, columns.size()).mapToObj(this::stored).collect(Collectors.joining(", ")));
    }

    private String stored(int position) {
        MappedColumn column = columns.get(position);
        return column.stored(target(column.column()));
    }

    /** One value of type record: the parser would take an operator between two row constructors column by column. */
    private static String record(String values) {
        return "row(" + values + ")::record";
    }

    private static String target(Column column) {
        return "t." + Identifier.quote(column.name());
    }

    private static String joined(List<Column> key, Function<Column, String> side) {
        return key.stream().map(side).collect(Collectors.joining(", "));
    }

    private static String pairwise(int size, IntFunction<String> condition) {
        return IntStream.range(0, size).mapToObj(condition).collect(Collectors.joining("\n  and "));
    }

    private static String named(List<String> expressions, String prefix) {
        return IntStream.range(0, expressions.size())
                .mapToObj(i -> expressions.get(i) + " as " + prefix + (i + 1))
                .collect(Collectors.joining(", "));
    }

    private static String numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).collect(Collectors.joining(", "));
    }
}

package dev.stopover.sync;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.MappedColumn;
import dev.stopover.mapping.MappedSelect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Functions for transfers whose rows merge. The target row of a merge key is a function of the source rows that have that
 * key just now: the row of the first transfer in the order of the plan wins. A trigger that treated each transfer by
 * itself would lose rows (the one that lost when it was merged, once the winner is deleted), and break statements of the
 * application (one that takes a merge key which is in use).
 *
 * <p>All of it runs under advisory locks on the merge keys, taken in their order, so that two rows that meet in the target
 * are not derived at the same time by two transactions of which neither sees the other's.
 */
final class MergeSync {
    private static final String ATTEMPTS = "20";

    private final SyncNames names;
    private final FunctionFrame frame;
    private final MergeGroup group;
    private final List<BoundTransfer> all;

    /** @param all every transfer that has sync, to find those that follow a merged row */
    MergeSync(SyncNames names, FunctionFrame frame, MergeGroup group, List<BoundTransfer> all) {
        this.names = names;
        this.frame = frame;
        this.group = group;
        this.all = List.copyOf(all);
    }

    List<SyncFunction> functions() {
        List<SyncFunction> functions = new ArrayList<>();
        group.members().forEach(member -> functions.add(member(member)));
        functions.add(merge());
        return functions;
    }

    private String mergeName() {
        return names.merge(group.members().get(0).transfer().name());
    }

    /** The function of one source row, as {@link RowSync} describes it. */
    private SyncFunction member(BoundTransfer bound) {
        KeySql keys = new KeySql(bound);
        MappedSelect select = new MappedSelect(bound);
        SourceLocks locks = new SourceLocks(names, bound);
        MapTable map = bound.map().orElseThrow(() -> new IllegalStateException(bound.transfer() + " keeps no map"));
        String body = locks.row("")
                + locks.partners()
                + """
                select %s, %s
                into stopover_now, stopover_missing
                %s%s;
                stopover_missing := coalesce(stopover_missing, false);
                select %s
                into stopover_before
                from %s as m
                join %s as t on %s
                where %s;
                if stopover_now is null or stopover_missing then
                  stopover_now := null;
                  delete from %s as m
                  where %s;
                  if found then
                %s    null;
                  end if;
                end if;
                if stopover_now is not null or stopover_before is not null then
                  perform %s(jsonb_build_array(coalesce(stopover_now, stopover_before), coalesce(stopover_before, stopover_now)));
                end if;
                if stopover_missing then
                  return %s;
                end if;
                return null;
                """.formatted(
                                json(
                                        group.mergeKey(),
                                        column -> bound.column(column.name()).compared()),
                                select.followMissing().orElse("false"),
                                select.from(),
                                select.where(keys.sourceIsParameters()),
                                json(group.mergeKey(), column -> "t." + Identifier.quote(column.name())),
                                map.quoted(),
                                group.target().quoted(),
                                targetIsMap("t", "m"),
                                keys.mapIsParameters("m"),
                                map.quoted(),
                                keys.mapIsParameters("m"),
                                dependents(bound, keys.jsonOfParameters()).indent(4),
                                SyncNames.quoted(mergeName()),
                                Identifier.literal(RowSync.FOLLOW_MISSING));
        return frame.inner(
                names.sync(bound.transfer().name()),
                keys.types() + ", boolean, boolean",
                "text",
                "stopover_now jsonb;\nstopover_before jsonb;\nstopover_missing boolean;\n",
                body);
    }

    /**
     * Makes the target agree for some merge keys. A row that keeps its key keeps its target row, whatever becomes of its
     * merge key; a target row whose winner is another one now gets that one's key, unless it has a row already.
     */
    private SyncFunction merge() {
        String declarations = """
                keys jsonb[];
                k jsonb;
                winner_rank integer[];
                winner jsonb[];
                current_row jsonb[];
                n integer;
                complete boolean;
                moved jsonb;
                moved_keys jsonb;
                found_rank integer;
                found_key jsonb;
                """;
        String body = """
                for attempt in 1..%s loop
                  select array_agg(distinct x.k order by x.k)
                  into keys
                  from (
                    select jsonb_array_elements($1) as k
                %s) as x
                  where x.k is not null;
                  n := cardinality(keys);
                  foreach k in array keys loop
                    perform pg_advisory_xact_lock(hashtextextended(%s || k::text, 0));
                  end loop;
                  winner_rank := array_fill(null::integer, array[n]);
                  winner := array_fill(null::jsonb, array[n]);
                  current_row := array_fill(null::jsonb, array[n]);
                  for i in 1..n loop
                    k := keys[i];
                    select %s
                    into moved
                    from %s as t
                    where %s
                    for update;
                    current_row[i] := moved;
                    select w.rank, w.key
                    into found_rank, found_key
                    from (
                %s) as w
                    order by w.rank
                    limit 1;
                    winner_rank[i] := found_rank;
                    winner[i] := found_key;
                  end loop;
                  for i in 1..n loop
                    continue when current_row[i] is null or current_row[i] = any (winner);
                    if winner[i] is null then
                %s    elsif exists (
                      select 1
                      from %s as t
                      where %s) then
                %s    else
                %s    end if;
                  end loop;
                  complete := true;
                  for i in 1..n loop
                    continue when winner[i] is null;
                    k := keys[i];
                %s  end loop;
                  for i in 1..n loop
                    continue when winner[i] is null;
                    k := keys[i];
                %s  end loop;
                  exit when complete;
                end loop;
                if not complete then
                  raise exception 'rows that merge were still being written after %s attempts'
                    using errcode = 'serialization_failure';
                end if;
                """.formatted(
                        ATTEMPTS,
                        related().indent(4),
                        Identifier.literal("stopover " + names.plan() + " " + mergeName() + " "),
                        json(group.targetKey(), column -> "t." + Identifier.quote(column.name())),
                        group.target().quoted(),
                        is("t", group.mergeKey(), "k"),
                        winners().indent(6),
                        giveUp().indent(6),
                        group.target().quoted(),
                        is("t", group.targetKey(), "winner[i]"),
                        mergeInto().indent(6),
                        rename().indent(6),
                        byRank(this::put).indent(4),
                        maps().indent(4),
                        ATTEMPTS);
        return frame.inner(mergeName(), "jsonb", "void", declarations, body);
    }

    /** The merge keys that source rows have by now whose target row has one of the given keys. */
    private String related() {
        return group.members().stream()
                .map(member -> {
                    MappedSelect select = new MappedSelect(member);
                    MapTable map = member.map().orElseThrow();
                    return """
                            union
                            select %s
                            %swhere (%s) in (
                              select %s
                              from jsonb_array_elements($1) as g (k)
                              join %s as t on %s
                              join %s as m on %s)%s
                            """.formatted(
                            json(
                                    group.mergeKey(),
                                    column -> member.column(column.name()).compared()),
                            select.from(),
                            String.join(", ", select.sourceKey()),
                            new KeySql(member).mapSource("m."),
                            group.target().quoted(),
                            is("t", group.mergeKey(), "g.k"),
                            map.quoted(),
                            targetIsMap("t", "m"),
                            wanted(select));
                })
                .collect(Collectors.joining());
    }

    /** The first wanted row of each member with the merge key at hand; the one that has the target row already comes first. */
    private String winners() {
        List<String> selects = new ArrayList<>();
        for (int i = 0; i < group.members().size(); i++) {
            BoundTransfer member = group.members().get(i);
            MappedSelect select = new MappedSelect(member);
            String key = json(
                    group.targetKey(), column -> member.column(column.name()).compared());
            selects.add("""
                    (select %d as rank, %s as key
                    %s%s
                    order by (%s = moved) desc nulls last, %s
                    limit 1)
                    """.formatted(
                            i + 1,
                            key,
                            select.from(),
                            select.where(matches(member, "k")) + missingLeftOut(select),
                            key,
                            String.join(", ", select.sourceKey())));
        }
        return String.join("union all\n", selects);
    }

    /** Nobody wants the row any more. */
    private String giveUp() {
        StringBuilder sql = new StringBuilder();
        for (BoundTransfer member : group.members()) {
            sql.append(eachMoved(member, """
                    delete from %s as m
                    where %s
                    returning %s
                    """.formatted(
                    member.map().orElseThrow().quoted(), mapTargetIs("m", "current_row[i]"), mapKeyJson(member, "m"))));
        }
        return sql + deleteCurrent();
    }

    /** Another row that exists is the winner by now: what became this one becomes that one. */
    private String mergeInto() {
        return repoint() + deleteCurrent();
    }

    /** The winner has no row yet and takes this one over, under its own key. */
    private String rename() {
        return byRank(member -> {
                    String columns = group.targetKey().stream()
                            .map(key -> Identifier.quote(key.name()) + " = " + typed("winner[i]", key))
                            .collect(Collectors.joining(", "));
                    String others = group.columnsWithout(member).stream()
                            .map(column -> ", " + Identifier.quote(column.name()) + " = default")
                            .collect(Collectors.joining());
                    return """
                            update %s as t
                            set %s
                            where %s;
                            """.formatted(
                            group.target().quoted(), columns + others, is("t", group.targetKey(), "current_row[i]"));
                })
                + repoint();
    }

    private String repoint() {
        StringBuilder sql = new StringBuilder();
        for (BoundTransfer member : group.members()) {
            String set = group.targetKey().stream()
                    .map(key -> Identifier.quote(MapTable.targetColumn(key)) + " = " + typed("winner[i]", key))
                    .collect(Collectors.joining(", "));
            sql.append(eachMoved(member, """
                    update %s as m
                    set %s
                    where %s
                    returning %s
                    """.formatted(
                            member.map().orElseThrow().quoted(),
                            set,
                            mapTargetIs("m", "current_row[i]"),
                            mapKeyJson(member, "m"))));
        }
        return sql.toString();
    }

    private String deleteCurrent() {
        return """
                delete from %s as t
                where %s;
                """.formatted(group.target().quoted(), is("t", group.targetKey(), "current_row[i]"));
    }

    /** Changes the winner's row, or inserts it. */
    private String put(BoundTransfer member) {
        MappedSelect select = new MappedSelect(member);
        List<MappedColumn> columns = member.columns();
        String values = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).assigned() + " as c" + (i + 1))
                .collect(Collectors.joining(",\n         "));
        String from = select.from()
                + select.where(
                        matches(member, "k"),
                        json(group.targetKey(), key -> member.column(key.name()).compared()) + " = winner[i]")
                + missingLeftOut(select)
                + "limit 1\n";
        List<String> key = group.targetKey().stream().map(Column::name).toList();
        List<String> set = new ArrayList<>();
        List<String> differs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            MappedColumn column = columns.get(i);
            if (column.repeatable() && !key.contains(column.name())) {
                String value = "cast(w.c" + (i + 1) + " as " + column.column().type() + ")";
                set.add(Identifier.quote(column.name()) + " = w.c" + (i + 1));
                differs.add(column.stored("t." + Identifier.quote(column.name())) + " is distinct from "
                        + column.stored(value));
            }
        }
        String update = set.isEmpty()
                ? ""
                : """
                update %s as t
                set %s
                from (
                  select %s
                %s) as w
                where %s
                  and (%s);
                """.formatted(
                                group.target().quoted(),
                                String.join(",\n    ", set),
                                values,
                                from.indent(2),
                                is("t", group.targetKey(), "winner[i]"),
                                String.join("\n    or ", differs));
        return update
                + valueDependents(set.isEmpty())
                + """
                if not exists (
                  select 1
                  from %s as t
                  where %s) then
                  insert into %s (%s)
                %s  select %s
                %s  on conflict (%s) do nothing;
                  complete := complete and found;
                end if;
                """.formatted(
                        group.target().quoted(),
                        is("t", group.targetKey(), "winner[i]"),
                        group.target().quoted(),
                        Identifier.list(columns.stream().map(MappedColumn::name).toList()),
                        columns.stream().anyMatch(one -> one.column().origin() == Column.Origin.IDENTITY_ALWAYS)
                                ? "  overriding system value\n"
                                : "",
                        values,
                        from.indent(2),
                        Identifier.list(
                                group.mergeKey().stream().map(Column::name).toList()));
    }

    /** Rows that follow a merged one and show more of it than its key. */
    private String valueDependents(boolean nothingWritten) {
        StringBuilder sql = new StringBuilder();
        for (BoundTransfer member : group.members()) {
            List<Dependent> using = Dependent.of(member, all).stream()
                    .filter(Dependent::usesValues)
                    .toList();
            if (!using.isEmpty()) {
                sql.append("""
                        for moved in
                          select %s
                          from %s as m
                          where %s
                        loop
                        %send loop;
                        """.formatted(
                                mapKeyJson(member, "m"),
                                member.map().orElseThrow().quoted(),
                                mapTargetIs("m", "winner[i]"),
                                calls(using, "moved").indent(2)));
            }
        }
        return sql.isEmpty() || nothingWritten
                ? ""
                : "if found then\n" + sql.toString().indent(2) + "end if;\n";
    }

    /** Every source row with the merge key has become the winner's row. */
    private String maps() {
        StringBuilder sql = new StringBuilder();
        for (BoundTransfer member : group.members()) {
            MappedSelect select = new MappedSelect(member);
            KeySql keys = new KeySql(member);
            MapTable map = member.map().orElseThrow();
            String set = group.targetKey().stream()
                    .map(key -> Identifier.quote(MapTable.targetColumn(key)))
                    .map(column -> column + " = excluded." + column)
                    .collect(Collectors.joining(", "));
            String values = group.targetKey().stream()
                    .map(key -> typed("winner[i]", key))
                    .collect(Collectors.joining(", "));
            sql.append(eachMoved(member, """
                    insert into %s as m (%s)
                    select %s, %s
                    %s%son conflict (%s) do update
                    set %s
                    where (%s) is distinct from (%s)
                    returning %s
                    """.formatted(
                            map.quoted(),
                            String.join(", ", map.columns()),
                            String.join(", ", select.sourceKey()),
                            values,
                            select.from(),
                            select.where(matches(member, "k")) + missingLeftOut(select),
                            keys.mapSource(""),
                            set,
                            keys.mapTarget("m."),
                            keys.mapTarget("excluded."),
                            mapKeyJson(member, "m"))));
        }
        return sql.toString();
    }

    /** Runs a statement that returns source keys, and derives what follows those rows. */
    private String eachMoved(BoundTransfer member, String statement) {
        String calls = dependents(member, "moved");
        if (calls.isEmpty()) {
            return statement.substring(0, statement.lastIndexOf("returning")).stripTrailing() + ";\n";
        }
        // All of it first: a dependent's function may read the map that the statement is still writing.
        return """
                with written as (
                %s)
                select coalesce(jsonb_agg(w.key), '[]')
                into moved_keys
                from written as w (key);
                for moved in
                  select jsonb_array_elements(moved_keys)
                loop
                %send loop;
                """.formatted(statement.indent(2), calls.indent(2));
    }

    private String dependents(BoundTransfer member, String key) {
        return calls(Dependent.of(member, all), key);
    }

    private String calls(List<Dependent> dependents, String key) {
        return dependents.stream()
                .map(dependent -> "perform "
                        + SyncNames.quoted(
                                names.partner(dependent.child().transfer().name(), dependent.alias()))
                        + "(" + key + ");\n")
                .collect(Collectors.joining());
    }

    private String byRank(Function<BoundTransfer, String> statement) {
        StringBuilder sql = new StringBuilder("case winner_rank[i]\n");
        for (int i = 0; i < group.members().size(); i++) {
            sql.append("when ")
                    .append(i + 1)
                    .append(" then\n")
                    .append(statement.apply(group.members().get(i)).indent(2));
        }
        return sql.append("end case;\n").toString();
    }

    /** Whether a member's mapped row has the merge key in that variable. */
    private String matches(BoundTransfer member, String json) {
        return group.mergeKey().stream()
                .map(column -> member.column(column.name()).assigned() + " = " + base(json, column))
                .collect(Collectors.joining(" and "));
    }

    private static String wanted(MappedSelect select) {
        return select.condition().map(condition -> "\n  and " + condition).orElse("") + missingLeftOut(select);
    }

    private static String missingLeftOut(MappedSelect select) {
        return select.followMissing()
                .map(missing -> "\n  and not coalesce(" + missing + ", false)\n")
                .orElse("");
    }

    private String targetIsMap(String target, String map) {
        return group.targetKey().stream()
                .map(key -> target + "." + Identifier.quote(key.name()) + " = " + map + "."
                        + Identifier.quote(MapTable.targetColumn(key)))
                .collect(Collectors.joining(" and "));
    }

    private String mapTargetIs(String map, String json) {
        return group.targetKey().stream()
                .map(key -> map + "." + Identifier.quote(MapTable.targetColumn(key)) + " = " + typed(json, key))
                .collect(Collectors.joining(" and "));
    }

    private static String mapKeyJson(BoundTransfer member, String map) {
        return member.sourceKey().stream()
                .map(key -> Identifier.literal(key.name()) + ", " + map + "."
                        + Identifier.quote(MapTable.sourceColumn(key)))
                .collect(Collectors.joining(", ", "jsonb_build_object(", ") as key"));
    }

    private static String is(String alias, List<Column> columns, String json) {
        return columns.stream()
                .map(column -> alias + "." + Identifier.quote(column.name()) + " = " + typed(json, column))
                .collect(Collectors.joining(" and "));
    }

    private static String json(List<Column> columns, Function<Column, String> value) {
        return columns.stream()
                .map(column -> Identifier.literal(column.name()) + ", " + value.apply(column))
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
    }

    private static String typed(String json, Column column) {
        return "cast(" + json + " ->> " + Identifier.literal(column.name()) + " as " + column.type() + ")";
    }

    private static String base(String json, Column column) {
        return "cast(" + json + " ->> " + Identifier.literal(column.name()) + " as " + column.baseType() + ")";
    }
}

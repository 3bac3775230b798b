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
 * What is written for one merge key, once it is known which source row has won: to the target, and to the maps. In the
 * function around it the variables {@code stopover_winner[stopover_i]} and {@code stopover_current[stopover_i]} are the
 * keys that the target row is to have and has, {@code stopover_rank[stopover_i]} is the number of the winner's transfer.
 */
final class MergedRow {
    private final MergeGroup group;
    private final MergeDependents dependents;
    private final MergeKeySql keySql;

    MergedRow(MergeGroup group, MergeDependents dependents) {
        this.group = group;
        this.dependents = dependents;
        this.keySql = new MergeKeySql(group);
    }

    /** Nobody wants the row any more. */
    String giveUp() {
        StringBuilder sql = new StringBuilder();
        for (BoundTransfer member : group.members()) {
            sql.append(eachMoved(member, """
                    delete from %s as m
                    where %s
                    returning %s
                    """.formatted(
                            member.map().orElseThrow().quoted(),
                            keySql.mapTargetIs("m", "stopover_current[stopover_i]"),
                            MergeKeySql.mapKeyJson(member, "m"))));
        }
        return sql + deleteCurrent();
    }

    /** Another row that exists is the winner by now: what became this one becomes that one. */
    String mergeInto() {
        return repoint() + deleteCurrent();
    }

    /** The winner has no row yet and takes this one over, under its own key. */
    String rename() {
        return byRank(member -> {
                    String columns = group.targetKey().stream()
                            .map(key -> Identifier.quote(key.name()) + " = "
                                    + MergeKeySql.typed("stopover_winner[stopover_i]", key))
                            .collect(Collectors.joining(", "));
                    String others = group.columnsWithout(member).stream()
                            .map(column -> ", " + Identifier.quote(column.name()) + " = default")
                            .collect(Collectors.joining());
                    return """
                            update %s as t
                            set %s
                            where %s;
                            """.formatted(
                                    group.target().quoted(),
                                    columns + others,
                                    MergeKeySql.is("t", group.targetKey(), "stopover_current[stopover_i]"));
                })
                + repoint();
    }

    private String repoint() {
        StringBuilder sql = new StringBuilder();
        for (BoundTransfer member : group.members()) {
            String set = group.targetKey().stream()
                    .map(key -> Identifier.quote(MapTable.targetColumn(key)) + " = "
                            + MergeKeySql.typed("stopover_winner[stopover_i]", key))
                    .collect(Collectors.joining(", "));
            sql.append(eachMoved(member, """
                    update %s as m
                    set %s
                    where %s
                    returning %s
                    """.formatted(
                            member.map().orElseThrow().quoted(),
                            set,
                            keySql.mapTargetIs("m", "stopover_current[stopover_i]"),
                            MergeKeySql.mapKeyJson(member, "m"))));
        }
        return sql.toString();
    }

    private String deleteCurrent() {
        return """
                delete from %s as t
                where %s;
                """.formatted(
                group.target().quoted(), MergeKeySql.is("t", group.targetKey(), "stopover_current[stopover_i]"));
    }

    /** Changes the winner's row, or inserts it. */
    String put() {
        return byRank(this::put);
    }

    private String put(BoundTransfer member) {
        MappedSelect select = new MappedSelect(member);
        List<MappedColumn> columns = member.columns();
        String values = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).assigned() + " as c" + (i + 1))
                .collect(Collectors.joining(",\n         "));
        String from = select.from()
                + select.where(
                        keySql.matches(member, "stopover_key"),
                        MergeKeySql.json(
                                        group.targetKey(),
                                        key -> member.column(key.name()).compared()) + " = stopover_winner[stopover_i]")
                + MergeKeySql.missingLeftOut(select)
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
                                MergeKeySql.is("t", group.targetKey(), "stopover_winner[stopover_i]"),
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
                  stopover_complete := stopover_complete and found;
                end if;
                """.formatted(
                        group.target().quoted(),
                        MergeKeySql.is("t", group.targetKey(), "stopover_winner[stopover_i]"),
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
            List<Dependent> using = Dependent.of(member, dependents.all()).stream()
                    .filter(Dependent::usesValues)
                    .toList();
            if (!using.isEmpty()) {
                sql.append("""
                        for stopover_moved in
                          select %s
                          from %s as m
                          where %s
                        loop
                        %send loop;
                        """.formatted(
                                MergeKeySql.mapKeyJson(member, "m"),
                                member.map().orElseThrow().quoted(),
                                keySql.mapTargetIs("m", "stopover_winner[stopover_i]"),
                                dependents.callsOf(using, "stopover_moved").indent(2)));
            }
        }
        return sql.isEmpty() || nothingWritten
                ? ""
                : "if found then\n" + sql.toString().indent(2) + "end if;\n";
    }

    /** Every source row with the merge key has become the winner's row. */
    String maps() {
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
                    .map(key -> MergeKeySql.typed("stopover_winner[stopover_i]", key))
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
                            select.where(keySql.matches(member, "stopover_key")) + MergeKeySql.missingLeftOut(select),
                            keys.mapSource(""),
                            set,
                            keys.mapTarget("m."),
                            keys.mapTarget("excluded."),
                            MergeKeySql.mapKeyJson(member, "m"))));
        }
        return sql.toString();
    }

    /** Runs a statement that returns source keys, and derives what follows those rows. */
    private String eachMoved(BoundTransfer member, String statement) {
        String calls = dependents.calls(member, "stopover_moved");
        if (calls.isEmpty()) {
            return statement.substring(0, statement.lastIndexOf("returning")).stripTrailing() + ";\n";
        }
        // All of it first: a dependent's function may read the map that the statement is still writing.
        return """
                with written as (
                %s)
                select coalesce(jsonb_agg(w.key), '[]')
                into stopover_moved_keys
                from written as w (key);
                for stopover_moved in
                  select jsonb_array_elements(stopover_moved_keys)
                loop
                %send loop;
                """.formatted(statement.indent(2), calls.indent(2));
    }

    private String byRank(Function<BoundTransfer, String> statement) {
        StringBuilder sql = new StringBuilder("case stopover_rank[stopover_i]\n");
        for (int i = 0; i < group.members().size(); i++) {
            sql.append("when ")
                    .append(i + 1)
                    .append(" then\n")
                    .append(statement.apply(group.members().get(i)).indent(2));
        }
        return sql.append("end case;\n").toString();
    }
}

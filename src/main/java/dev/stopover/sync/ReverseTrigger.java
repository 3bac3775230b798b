package dev.stopover.sync;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.database.Relation;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.CopiedKey;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.MappedColumn;
import dev.stopover.mapping.MappedSelect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The trigger functions of one table of the new schema. A write is passed on column by column: only what changed, so that
 * a column that the mapping cannot give back exactly stays as it is until somebody means to change it.
 */
final class ReverseTrigger {
    private final SyncNames names;
    private final FunctionFrame frame;
    private final Relation target;
    private final List<Relation> leaves;
    private final List<ReverseMapping> mappings;

    ReverseTrigger(
            SyncNames names,
            FunctionFrame frame,
            Relation target,
            List<Relation> leaves,
            List<ReverseMapping> mappings) {
        this.names = names;
        this.frame = frame;
        this.target = target;
        this.leaves = List.copyOf(leaves);
        this.mappings = List.copyOf(mappings);
    }

    SyncTrigger trigger() {
        SyncFunction rows = rows();
        return new SyncTrigger(
                "reverse",
                target,
                leaves,
                names.reverseTrigger(),
                names.reverseTruncateTrigger(),
                rows,
                truncate(),
                rows);
    }

    /** The functions that try again what the old side refused. They take the target's row as it was. */
    List<SyncFunction> again() {
        return mappings.stream().map(this::again).toList();
    }

    private SyncFunction rows() {
        StringBuilder sync = new StringBuilder();
        List<String> keys = new ArrayList<>();
        for (ReverseMapping mapping : mappings) {
            sync.append(carryBack(mapping));
            String function = Identifier.literal(again(mapping.bound()));
            String transfer = Identifier.literal(mapping.bound().transfer().name());
            keys.add("(" + transfer + ", " + function + ", case when tg_op <> 'INSERT' then to_jsonb(old) end)");
            keys.add("(" + transfer + ", " + function + ", case when tg_op <> 'DELETE' then to_jsonb(new) end)");
        }
        String fired = """
                if coalesce(current_setting(%1$s, true), '') <> %2$s
                  and coalesce(current_setting('stopover.sync', true), '') not like 'forward %%' then
                  perform stopover.sync_fired(%3$s, %4$s, 'reverse');
                  perform set_config(%1$s, %2$s, false);
                end if;
                """.formatted(
                        Identifier.literal("stopover.fired_" + target.oid()),
                        "(extract(epoch from clock_timestamp())::bigint / 60)::text",
                        Identifier.literal(names.plan()),
                        Identifier.literal(target.quoted()));
        String body = fired
                + """
                begin
                %sexception
                  when others then
                    if left(sqlstate, 2) not in (%s) then
                      raise;
                    end if;
                    insert into stopover.touched (plan, transfer, resync, key, sqlstate, error)
                    select distinct %s, k.transfer, k.resync, k.key, sqlstate, sqlerrm
                    from (values
                      %s) as k (transfer, resync, key)
                    where k.key is not null;
                end;
                return null;
                """.formatted(
                                sync.toString().indent(2),
                                ForwardTrigger.REFUSALS,
                                Identifier.literal(names.plan()),
                                String.join(",\n      ", keys));
        String declarations =
                "stopover_old record;\nstopover_new record;\nstopover_had boolean;\nstopover_has boolean;\n"
                        + "stopover_outer text := coalesce(current_setting('stopover.sync', true), '');\n";
        return frame.entry(names.reverse(target), "", "trigger", declarations, body);
    }

    private SyncFunction truncate() {
        StringBuilder body = new StringBuilder();
        for (ReverseMapping mapping : mappings) {
            BoundTransfer bound = mapping.bound();
            body.append("""
                    delete from %s as s
                    where not exists (
                      select 1
                      from %s as n
                      where %s
                        and (%s) = (%s))
                      and %s;
                    """.formatted(
                            bound.source().quoted(),
                            target.quoted(),
                            belongs(bound, "n"),
                            bound.sourceKey().stream()
                                    .map(key -> mapping.columns().get(key))
                                    .collect(Collectors.joining(", ")),
                            new KeySql(bound).of("s"),
                            bound.transfer().where().isEmpty() ? "true" : wanted(bound)));
        }
        return frame.entry(names.reverseTruncate(target), "", "trigger", "", body + "return null;\n");
    }

    /** A source row that the condition leaves out has no target row to lose. */
    private static String wanted(BoundTransfer bound) {
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

    private String carryBack(ReverseMapping mapping) {
        BoundTransfer bound = mapping.bound();
        String transfer = bound.transfer().name();
        TargetWrite forward = TargetWrite.forward(names.plan(), transfer, true);
        TargetWrite reverse = TargetWrite.reverse(names.plan(), transfer);
        String oldKey = keyJson(mapping, "stopover_old");
        String newKey = keyJson(mapping, "stopover_new");
        return """
                stopover_had := coalesce(tg_op <> 'INSERT' and %s, false);
                stopover_has := coalesce(tg_op <> 'DELETE' and %s, false);
                if stopover_had then
                  select %s
                  into stopover_old
                  from (select old.*) as n;
                end if;
                if stopover_has then
                  select %s
                  into stopover_new
                  from (select new.*) as n;
                end if;
                if stopover_had and not stopover_has then
                  if not (%s) then
                %s    delete from %s as s
                    where %s;
                    %s  end if;
                elsif stopover_has and not stopover_had then
                  if not (%s) then
                    %s    %s    %s  end if;
                elsif stopover_has and stopover_new::text is distinct from stopover_old::text then
                  if not (%s) and not (%s) then
                    %s    update %s as s
                    set %s
                    where %s;
                    if not found then
                %s    end if;
                    %s  end if;
                end if;
                """.formatted(
                        belongs(bound, "old"),
                        belongs(bound, "new"),
                        values(mapping),
                        values(mapping),
                        forward.isRunning(oldKey),
                        reverse.before(oldKey),
                        bound.source().quoted(),
                        keyIs(mapping, "stopover_old"),
                        unmap(mapping) + reverse.after(),
                        forward.isRunning(newKey),
                        reverse.before(newKey),
                        insert(mapping),
                        map(mapping, "new") + verify(mapping) + reverse.after(),
                        forward.isRunning(oldKey),
                        forward.isRunning(newKey),
                        reverse.before(newKey),
                        bound.source().quoted(),
                        changed(mapping),
                        keyIs(mapping, "stopover_old"),
                        insert(mapping).indent(6),
                        unmapMoved(mapping) + map(mapping, "new") + verify(mapping) + reverse.after());
    }

    private SyncFunction again(ReverseMapping mapping) {
        BoundTransfer bound = mapping.bound();
        TargetWrite reverse = TargetWrite.reverse(names.plan(), bound.transfer().name());
        String key = bound.targetKey().stream()
                .map(column -> "n." + Identifier.quote(column.name()) + " = r." + Identifier.quote(column.name()))
                .collect(Collectors.joining(" and "));
        String body = """
                select %s
                into stopover_new
                from %s as n
                join jsonb_populate_record(cast(null as %s), $1) as r on %s
                where %s;
                if found then
                  %s  %s  %selse
                  select %s
                  into stopover_old
                  from jsonb_populate_record(cast(null as %s), $1) as n
                  where %s;
                  if found then
                    %s    delete from %s as s
                    where %s;
                    %s  end if;
                end if;
                return null;
                """.formatted(
                        values(mapping),
                        target.quoted(),
                        target.quoted(),
                        key,
                        belongs(bound, "n"),
                        reverse.before(keyJson(mapping, "stopover_new")),
                        insert(mapping),
                        map(mapping, "jsonb_populate_record(cast(null as " + target.quoted() + "), $1)")
                                + verify(mapping)
                                + reverse.after(),
                        values(mapping),
                        target.quoted(),
                        belongs(bound, "n"),
                        reverse.before(keyJson(mapping, "stopover_old")),
                        bound.source().quoted(),
                        keyIs(mapping, "stopover_old"),
                        unmap(mapping) + reverse.after());
        String declarations = "stopover_old record;\nstopover_new record;\n" + reverse.declarations();
        return frame.entry(again(bound), "jsonb", "text", declarations, body);
    }

    /** The forward trigger, which would do it, leaves a row alone that comes from here. */
    private String map(ReverseMapping mapping, String row) {
        KeySql keys = new KeySql(mapping.bound());
        return mapping.bound()
                .map()
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
                                key(mapping, "stopover_new"),
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
    private static String verify(ReverseMapping mapping) {
        BoundTransfer bound = mapping.bound();
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
                        select.where("(" + String.join(", ", select.sourceKey()) + ") = ("
                                + key(mapping, "stopover_new") + ")"));
    }

    private String unmap(ReverseMapping mapping) {
        return mapping.bound()
                .map()
                .map((MapTable map) -> """
                delete from %s as m
                where (%s) = (%s);
                """.formatted(
                        map.quoted(), new KeySql(mapping.bound()).mapSource("m."), key(mapping, "stopover_old")))
                .orElse("");
    }

    private String unmapMoved(ReverseMapping mapping) {
        String unmap = unmap(mapping);
        return unmap.isEmpty()
                ? ""
                : "if (" + key(mapping, "stopover_new") + ") is distinct from (" + key(mapping, "stopover_old")
                        + ") then\n" + unmap.indent(2) + "end if;\n";
    }

    private static String key(ReverseMapping mapping, String record) {
        List<Column> columns = List.copyOf(mapping.columns().keySet());
        return mapping.bound().sourceKey().stream()
                .map(key -> record + ".c" + (columns.indexOf(key) + 1))
                .collect(Collectors.joining(", "));
    }

    private String again(BoundTransfer bound) {
        return names.reverseAgain(bound.transfer().name());
    }

    /** The source row's columns as {@code c1}, {@code c2} and so on. */
    private static String values(ReverseMapping mapping) {
        List<String> expressions = List.copyOf(mapping.columns().values());
        return IntStream.range(0, expressions.size())
                .mapToObj(i -> expressions.get(i) + " as c" + (i + 1))
                .collect(Collectors.joining(",\n       "));
    }

    private static String insert(ReverseMapping mapping) {
        BoundTransfer bound = mapping.bound();
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

    private static String changed(ReverseMapping mapping) {
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

    private static String keyIs(ReverseMapping mapping, String record) {
        List<Column> columns = List.copyOf(mapping.columns().keySet());
        return mapping.bound().sourceKey().stream()
                .map(key -> "s." + Identifier.quote(key.name()) + " = " + record + ".c" + (columns.indexOf(key) + 1))
                .collect(Collectors.joining(" and "));
    }

    private static String keyJson(ReverseMapping mapping, String record) {
        List<Column> columns = List.copyOf(mapping.columns().keySet());
        return mapping.bound().sourceKey().stream()
                .map(key -> Identifier.literal(key.name()) + ", " + record + ".c" + (columns.indexOf(key) + 1)
                        + (key.baseType().endsWith("[]") ? "::text" : ""))
                .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
    }

    /** Whether a target row is one of this transfer's: it has the constants that this one writes into the key. */
    private static String belongs(BoundTransfer bound, String row) {
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

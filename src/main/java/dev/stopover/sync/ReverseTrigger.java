package dev.stopover.sync;

import dev.stopover.database.Identifier;
import dev.stopover.database.Relation;
import dev.stopover.mapping.BoundTransfer;
import java.util.List;
import java.util.stream.Collectors;

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
        TouchedKeys keys = new TouchedKeys(names.plan());
        for (ReverseMapping mapping : mappings) {
            sync.append(carryBack(mapping));
            keys.addRow(mapping.bound().transfer().name(), again(mapping.bound()), "to_jsonb(old)", "to_jsonb(new)");
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
                %send;
                return null;
                """.formatted(
                                sync.toString().indent(2),
                                ForwardTrigger.REFUSALS,
                                keys.insert("sqlstate", "sqlerrm").indent(4));
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
                            new ReverseRow(mapping).belongs("n"),
                            bound.sourceKey().stream()
                                    .map(key -> mapping.columns().get(key))
                                    .collect(Collectors.joining(", ")),
                            new KeySql(bound).of("s"),
                            bound.transfer().where().isEmpty() ? "true" : new ReverseRow(mapping).wanted()));
        }
        return frame.entry(names.reverseTruncate(target), "", "trigger", "", body + "return null;\n");
    }

    private String carryBack(ReverseMapping mapping) {
        BoundTransfer bound = mapping.bound();
        String transfer = bound.transfer().name();
        TargetWrite forward = TargetWrite.forward(names.plan(), transfer, true);
        TargetWrite reverse = TargetWrite.reverse(names.plan(), transfer);
        ReverseRow row = new ReverseRow(mapping);
        String oldKey = row.keyJson("stopover_old");
        String newKey = row.keyJson("stopover_new");
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
                        row.belongs("old"),
                        row.belongs("new"),
                        row.values(),
                        row.values(),
                        forward.isRunning(oldKey),
                        reverse.before(oldKey),
                        bound.source().quoted(),
                        row.keyIs("stopover_old"),
                        row.unmap() + reverse.after(),
                        forward.isRunning(newKey),
                        reverse.before(newKey),
                        row.insert(),
                        row.map("new") + row.verify() + reverse.after(),
                        forward.isRunning(oldKey),
                        forward.isRunning(newKey),
                        reverse.before(newKey),
                        bound.source().quoted(),
                        row.changed(),
                        row.keyIs("stopover_old"),
                        row.insert().indent(6),
                        row.unmapMoved() + row.map("new") + row.verify() + reverse.after());
    }

    private SyncFunction again(ReverseMapping mapping) {
        BoundTransfer bound = mapping.bound();
        ReverseRow row = new ReverseRow(mapping);
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
                        row.values(),
                        target.quoted(),
                        target.quoted(),
                        key,
                        row.belongs("n"),
                        reverse.before(row.keyJson("stopover_new")),
                        row.insert(),
                        row.map("jsonb_populate_record(cast(null as " + target.quoted() + "), $1)")
                                + row.verify()
                                + reverse.after(),
                        row.values(),
                        target.quoted(),
                        row.belongs("n"),
                        reverse.before(row.keyJson("stopover_old")),
                        bound.source().quoted(),
                        row.keyIs("stopover_old"),
                        row.unmap() + reverse.after());
        String declarations = "stopover_old record;\nstopover_new record;\n" + reverse.declarations();
        return frame.entry(again(bound), "jsonb", "text", declarations, body);
    }

    private String again(BoundTransfer bound) {
        return names.reverseAgain(bound.transfer().name());
    }
}

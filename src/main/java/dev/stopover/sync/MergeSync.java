package dev.stopover.sync;

import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.MappedSelect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
    private final MergeDependents dependents;
    private final MergeKeySql sql;

    /** @param all every transfer that has sync, to find those that follow a merged row */
    MergeSync(SyncNames names, FunctionFrame frame, MergeGroup group, List<BoundTransfer> all) {
        this.names = names;
        this.frame = frame;
        this.group = group;
        this.dependents = new MergeDependents(names, all);
        this.sql = new MergeKeySql(group);
    }

    List<SyncFunction> functions() {
        List<SyncFunction> functions = new ArrayList<>();
        group.members()
                .forEach(member -> functions.add(new MergeMember(names, frame, group, member, dependents).function()));
        functions.add(merge());
        return functions;
    }

    /**
     * Makes the target agree for some merge keys. A row that keeps its key keeps its target row, whatever becomes of its
     * merge key; a target row whose winner is another one now gets that one's key, unless it has a row already.
     */
    private SyncFunction merge() {
        MergedRow row = new MergedRow(group, dependents);
        String declarations = """
                stopover_keys jsonb[];
                stopover_key jsonb;
                stopover_rank integer[];
                stopover_winner jsonb[];
                stopover_current jsonb[];
                stopover_n integer;
                stopover_complete boolean;
                stopover_moved jsonb;
                stopover_moved_keys jsonb;
                stopover_found_rank integer;
                stopover_found_key jsonb;
                """;
        String body = """
                for stopover_attempt in 1..%s loop
                  select array_agg(distinct x.k order by x.k)
                  into stopover_keys
                  from (
                    select jsonb_array_elements($1) as k
                %s) as x
                  where x.k is not null;
                  stopover_n := cardinality(stopover_keys);
                  foreach stopover_key in array stopover_keys loop
                    perform pg_advisory_xact_lock(hashtextextended(%s || stopover_key::text, 0));
                  end loop;
                  stopover_rank := array_fill(null::integer, array[stopover_n]);
                  stopover_winner := array_fill(null::jsonb, array[stopover_n]);
                  stopover_current := array_fill(null::jsonb, array[stopover_n]);
                  for stopover_i in 1..stopover_n loop
                    stopover_key := stopover_keys[stopover_i];
                %s    select %s
                    into stopover_moved
                    from %s as t
                    where %s
                    for update;
                    stopover_current[stopover_i] := stopover_moved;
                    select w.rank, w.key
                    into stopover_found_rank, stopover_found_key
                    from (
                %s) as w
                    order by w.rank
                    limit 1;
                    stopover_rank[stopover_i] := stopover_found_rank;
                    stopover_winner[stopover_i] := stopover_found_key;
                  end loop;
                  for stopover_i in 1..stopover_n loop
                    continue when stopover_current[stopover_i] is null or stopover_current[stopover_i] = any (stopover_winner);
                    if stopover_winner[stopover_i] is null then
                %s    elsif exists (
                      select 1
                      from %s as t
                      where %s) then
                %s    else
                %s    end if;
                  end loop;
                  stopover_complete := true;
                  for stopover_i in 1..stopover_n loop
                    continue when stopover_winner[stopover_i] is null;
                    stopover_key := stopover_keys[stopover_i];
                %s  end loop;
                  for stopover_i in 1..stopover_n loop
                    continue when stopover_winner[stopover_i] is null;
                    stopover_key := stopover_keys[stopover_i];
                %s  end loop;
                  exit when stopover_complete;
                end loop;
                if not stopover_complete then
                  raise exception 'rows that merge were still being written after %s attempts'
                    using errcode = 'serialization_failure';
                end if;
                """.formatted(
                        ATTEMPTS,
                        related().indent(4),
                        Identifier.literal("stopover " + names.plan() + " " + names.merge(group) + " "),
                        lockUnknown().indent(4),
                        MergeKeySql.json(group.targetKey(), column -> "t." + Identifier.quote(column.name())),
                        group.target().quoted(),
                        MergeKeySql.is("t", group.mergeKey(), "stopover_key"),
                        winners().indent(6),
                        row.giveUp().indent(6),
                        group.target().quoted(),
                        MergeKeySql.is("t", group.targetKey(), "stopover_winner[stopover_i]"),
                        row.mergeInto().indent(6),
                        row.rename().indent(6),
                        row.put().indent(4),
                        row.maps().indent(4),
                        ATTEMPTS);
        return frame.inner(names.merge(group), "jsonb", "void", declarations, body);
    }

    /**
     * Whoever changes a row that the map knows looks at its target row, and so waits for the lock on its merge key. A row
     * that is not copied yet has none: its writer has to be waited for instead.
     */
    private String lockUnknown() {
        return group.members().stream()
                .map(member -> {
                    MappedSelect select = new MappedSelect(member);
                    KeySql keys = new KeySql(member);
                    return """
                            perform 1
                            %s%s  and not exists (
                                select 1
                                from %s as stopover_map
                                where (%s) = (%s))
                            for share of %s;
                            """.formatted(
                                    select.from(),
                                    select.where(sql.matches(member, "stopover_key")),
                                    member.map().orElseThrow().quoted(),
                                    keys.mapSource("stopover_map."),
                                    String.join(", ", select.sourceKey()),
                                    Identifier.quote(member.transfer().alias()));
                })
                .collect(Collectors.joining());
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
                            MergeKeySql.json(
                                    group.mergeKey(),
                                    column -> member.column(column.name()).compared()),
                            select.from(),
                            String.join(", ", select.sourceKey()),
                            new KeySql(member).mapSource("m."),
                            group.target().quoted(),
                            MergeKeySql.is("t", group.mergeKey(), "g.k"),
                            map.quoted(),
                            sql.targetIsMap("t", "m"),
                            MergeKeySql.wanted(select));
                })
                .collect(Collectors.joining());
    }

    /** The first wanted row of each member with the merge key at hand; the one that has the target row already comes first. */
    private String winners() {
        List<String> selects = new ArrayList<>();
        for (int i = 0; i < group.members().size(); i++) {
            BoundTransfer member = group.members().get(i);
            MappedSelect select = new MappedSelect(member);
            String key = MergeKeySql.json(
                    group.targetKey(), column -> member.column(column.name()).compared());
            selects.add("""
                    (select %d as rank, %s as key
                    %s%s
                    order by (%s = stopover_moved) desc nulls last, %s
                    limit 1)
                    """.formatted(
                            i + 1,
                            key,
                            select.from(),
                            select.where(sql.matches(member, "stopover_key")) + MergeKeySql.missingLeftOut(select),
                            key,
                            String.join(", ", select.sourceKey())));
        }
        return String.join("union all\n", selects);
    }
}

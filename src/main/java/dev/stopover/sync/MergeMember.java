package dev.stopover.sync;

import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.MappedSelect;

/** The function of one source row whose target row it may share with others, as {@link RowSync} describes it. */
record MergeMember(
        SyncNames names, FunctionFrame frame, MergeGroup group, BoundTransfer bound, MergeDependents dependents) {
    SyncFunction function() {
        MergeKeySql sql = new MergeKeySql(group);
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
                return case when stopover_now is not null or stopover_before is not null then '' end;
                """.formatted(
                                MergeKeySql.json(
                                        group.mergeKey(),
                                        column -> bound.column(column.name()).compared()),
                                select.followMissing().orElse("false"),
                                select.from(),
                                select.where(keys.sourceIsParameters()),
                                MergeKeySql.json(group.mergeKey(), column -> "t." + Identifier.quote(column.name())),
                                map.quoted(),
                                group.target().quoted(),
                                sql.targetIsMap("t", "m"),
                                keys.mapIsParameters("m"),
                                map.quoted(),
                                keys.mapIsParameters("m"),
                                dependents.calls(bound, keys.jsonOfParameters()).indent(4),
                                SyncNames.quoted(names.merge(group)),
                                Identifier.literal(RowSync.FOLLOW_MISSING));
        return frame.inner(
                names.sync(bound.transfer().name()),
                keys.types() + ", boolean, boolean",
                "text",
                "stopover_now jsonb;\nstopover_before jsonb;\nstopover_missing boolean;\n",
                body);
    }
}

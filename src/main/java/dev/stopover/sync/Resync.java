package dev.stopover.sync;

import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;

/** The function that derives one row's target for whoever knows the key as JSON; for JSON's null it removes what has no source row any more. Returns what is wrong. */
final class Resync {
    private Resync() {}

    static SyncFunction of(SyncNames names, FunctionFrame frame, BoundTransfer bound) {
        KeySql keys = new KeySql(bound);
        String sync = SyncNames.quoted(names.sync(bound.transfer().name()));
        String body = """
                if jsonb_typeof($1) = 'null' then
                %s  return null;
                end if;
                return nullif(%s(%s, true, true), '');
                """.formatted(removeOrphans(keys, sync, bound).indent(2), sync, keys.fromJson("$1"));
        return frame.entry(names.resync(bound.transfer().name()), "jsonb", "text", "", body);
    }

    private static String removeOrphans(KeySql keys, String sync, BoundTransfer bound) {
        if (bound.map().isPresent()) {
            MapTable map = bound.map().orElseThrow();
            return """
                    perform %s(%s, true, false)
                    from (
                      select %s
                      from %s as m
                      where not exists (
                        select 1
                        from %s as s
                        where (%s) = (%s))) as k;
                    """.formatted(
                            sync,
                            keys.mapSource("k."),
                            keys.mapSource("m."),
                            map.quoted(),
                            bound.source().quoted(),
                            keys.of("s"),
                            keys.mapSource("m."));
        }
        return """
                delete from %s as t
                where not exists (
                  select 1
                  from %s as s
                  where %s)%s;
                """.formatted(
                bound.target().quoted(), bound.source().quoted(), keys.targetIsCopied("t", "s"), keys.constants("t"));
    }
}

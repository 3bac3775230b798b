package dev.stopover.sync;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundFollow;
import dev.stopover.mapping.BoundJoin;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MappedColumn;
import dev.stopover.mapping.MappedSelect;
import dev.stopover.plan.Transfer.Join;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Functions that derive anew all rows of a transfer that have a certain partner, copied already or not: rows that join a
 * row which changed, or follow one that became another target row.
 */
final class PartnerSync {
    private final SyncNames names;
    private final FunctionFrame frame;
    private final BoundTransfer bound;
    private final KeySql keys;

    PartnerSync(SyncNames names, FunctionFrame frame, BoundTransfer bound) {
        this.names = names;
        this.frame = frame;
        this.bound = bound;
        this.keys = new KeySql(bound);
    }

    /** Takes the joined row as JSON. */
    SyncFunction joining(BoundJoin joined) {
        StringBuilder from = new StringBuilder(source());
        for (BoundJoin other : bound.joins()) {
            if (other.equals(joined)) {
                break;
            }
            from.append("left join ")
                    .append(other.relation().quoted())
                    .append(" as ")
                    .append(Identifier.quote(other.join().alias()))
                    .append(" on (")
                    .append(other.join().on())
                    .append("\n)\n");
        }
        Join join = joined.join();
        from.append("cross join jsonb_populate_record(cast(null as ")
                .append(joined.relation().quoted())
                .append("), $1) as ")
                .append(Identifier.quote(join.alias()))
                .append("\nwhere (")
                .append(join.on())
                .append("\n)");
        return function(join.alias(), from.toString());
    }

    /** Takes the followed row's source key as JSON. */
    SyncFunction following(BoundFollow follow) {
        String same = IntStream.range(0, follow.map().source().size())
                .mapToObj(i -> {
                    Column key = follow.map().source().get(i);
                    return MappedColumn.cast(follow.follow().expressions().get(i), key.baseType()) + " = cast($1 ->> "
                            + Identifier.literal(key.name()) + " as " + key.baseType() + ")";
                })
                .collect(Collectors.joining("\n  and "));
        return function(follow.follow().alias(), new MappedSelect(bound).from() + "where " + same);
    }

    private SyncFunction function(String alias, String from) {
        String name = names.partner(bound.transfer().name(), alias);
        String numbered = IntStream.range(0, keys.size())
                .mapToObj(i -> bound.sourceColumn(bound.sourceKey().get(i)) + " as "
                        + Identifier.quote(bound.sourceKey().get(i).name()))
                .collect(Collectors.joining(", "));
        String transfer = bound.transfer().name();
        String body = """
                insert into stopover.touched (plan, transfer, resync, key, sqlstate, error)
                select %s, %s, %s, d.key, '23503', d.problem
                from (
                  select %s as key, %s(%s, true, false) as problem
                  from (
                    select distinct %s
                %s) as k
                  offset 0) as d
                where d.problem is not null;
                if current_setting('transaction_isolation') <> 'read committed' then
                  insert into stopover.touched (plan, transfer, resync, key)
                  values (%s, %s, %s, $1);
                end if;
                return null;
                """.formatted(
                        Identifier.literal(names.plan()),
                        Identifier.literal(transfer),
                        Identifier.literal(names.resync(transfer)),
                        keys.json("k"),
                        SyncNames.quoted(names.sync(transfer)),
                        keys.of("k"),
                        numbered,
                        from.indent(4).stripTrailing(),
                        Identifier.literal(names.plan()),
                        Identifier.literal(transfer),
                        Identifier.literal(name));
        return frame.entry(name, "jsonb", "text", "", body);
    }

    private String source() {
        return "from " + bound.source().quoted() + " as "
                + Identifier.quote(bound.transfer().alias()) + "\n";
    }
}

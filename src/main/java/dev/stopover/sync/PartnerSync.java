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
 * row which changed, or follow one that became another target row. They return an empty text if there is such a row, else
 * null.
 *
 * <p>Each row is locked before it is derived. A row that is gone by the time its lock is had may have got another key, so
 * the list is made once more then; that is why whoever changes a row's key need not wait for its partners, which would
 * end in a deadlock with one who waits for that row here.
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
                for stopover_attempt in 0..1 loop
                  begin
                    loop
                      stopover_complete := true;
                      for stopover_row in
                        select distinct %s
                %s
                      loop
                        perform 1
                        from %s as %s
                        where (%s) = (%s)
                        for no key update;
                        stopover_complete := stopover_complete and found;
                        if stopover_attempt = 0 then
                %s        else
                          begin
                %s          exception
                            when others then
                              if left(sqlstate, 2) not in (%s) then
                                raise;
                              end if;
                              insert into stopover.touched (plan, transfer, resync, key, sqlstate, error)
                              values (%s, %s, %s, %s, sqlstate, sqlerrm);
                          end;
                        end if;
                      end loop;
                      exit when stopover_complete;
                    end loop;
                    exit;
                  exception
                    when others then
                      if stopover_attempt = 1 or left(sqlstate, 2) not in (%s) then
                        raise;
                      end if;
                  end;
                end loop;
                if current_setting('transaction_isolation') <> 'read committed' then
                  insert into stopover.touched (plan, transfer, resync, key)
                  values (%s, %s, %s, $1);
                end if;
                return case when stopover_carried then '' end;
                """.formatted(
                        numbered,
                        from.indent(4).stripTrailing(),
                        bound.source().quoted(),
                        Identifier.quote(bound.transfer().alias()),
                        bound.sourceKey().stream().map(bound::sourceColumn).collect(Collectors.joining(", ")),
                        keys.of("stopover_row"),
                        one().indent(10),
                        one().indent(12),
                        ForwardTrigger.REFUSALS,
                        Identifier.literal(names.plan()),
                        Identifier.literal(transfer),
                        Identifier.literal(names.resync(transfer)),
                        keys.json("stopover_row"),
                        ForwardTrigger.REFUSALS,
                        Identifier.literal(names.plan()),
                        Identifier.literal(transfer),
                        Identifier.literal(name));
        String declarations = """
                stopover_row record;
                stopover_problem text;
                stopover_complete boolean;
                stopover_carried boolean := false;
                """;
        return frame.entry(name, "jsonb", "text", declarations, body);
    }

    /** One row. When one of many is refused, all are done again with a subtransaction each, so that the others are right. */
    private String one() {
        String transfer = bound.transfer().name();
        return """
                stopover_problem := %s(%s, not found, false);
                stopover_carried := stopover_carried or stopover_problem is not null;
                if stopover_problem <> '' then
                  insert into stopover.touched (plan, transfer, resync, key, sqlstate, error)
                  values (%s, %s, %s, %s, '23503', stopover_problem);
                end if;
                """.formatted(
                        SyncNames.quoted(names.sync(transfer)),
                        keys.of("stopover_row"),
                        Identifier.literal(names.plan()),
                        Identifier.literal(transfer),
                        Identifier.literal(names.resync(transfer)),
                        keys.json("stopover_row"));
    }

    private String source() {
        return "from " + bound.source().quoted() + " as "
                + Identifier.quote(bound.transfer().alias()) + "\n";
    }
}

package dev.stopover.sync;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundFollow;
import dev.stopover.mapping.BoundJoin;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.MappedColumn;
import dev.stopover.mapping.MappedSelect;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a function that derives one source row's target has to hold before it looks: the row itself, if its own writer
 * does not call, and the rows it is derived from besides.
 */
record SourceLocks(SyncNames names, BoundTransfer bound) {
    /** Whether the row is to be locked. */
    String lockRow() {
        return "$" + (bound.sourceKey().size() + 1);
    }

    /** Whether its partners are. */
    String lockPartners() {
        return "$" + (bound.sourceKey().size() + 2);
    }

    /**
     * Locks the row. NO KEY UPDATE, since a chunk that is just copying the row holds it FOR SHARE and has to be waited
     * for.
     *
     * @param further statements that lock the target's row when there is nothing in the source to lock
     */
    String row(String further) {
        return """
                if %s then
                  perform 1
                  from %s as %s
                  where %s
                  for no key update;
                %send if;
                """.formatted(
                        lockRow(),
                        bound.source().quoted(),
                        Identifier.quote(bound.transfer().alias()),
                        new KeySql(bound).sourceIsParameters(),
                        further.indent(2));
    }

    /** Locks joined rows and what followed rows have become. */
    String partners() {
        MappedSelect select = new MappedSelect(bound);
        StringBuilder sql = new StringBuilder();
        if (bound.joins().stream().anyMatch(BoundJoin::mayChange)) {
            sql.append("perform 1\n")
                    .append(select.fromLocking(bound.source().quoted()))
                    .append("where ")
                    .append(new KeySql(bound).sourceIsParameters())
                    .append('\n')
                    .append(select.locking().map(locking -> locking + "\n").orElse(""))
                    .append(";\n");
        }
        for (BoundFollow follow : bound.follows()) {
            sql.append(deriveFollowed(select, follow));
        }
        return sql.isEmpty()
                ? ""
                : "if " + lockPartners() + " then\n" + sql.toString().indent(2) + "end if;\n";
    }

    /**
     * A row may come before the one that it follows: written by the application while the other waits for its chunk, or
     * by the same transaction in the other order. The other one is then derived first.
     */
    private String deriveFollowed(MappedSelect select, BoundFollow follow) {
        List<Column> source = follow.map().source();
        String values = IntStream.range(0, source.size())
                .mapToObj(i -> MappedColumn.cast(
                                follow.follow().expressions().get(i),
                                source.get(i).baseType()) + " as f" + (i + 1))
                .collect(Collectors.joining(",\n         "));
        String notNull = IntStream.range(0, source.size())
                .mapToObj(i -> "f.f" + (i + 1) + " is not null")
                .collect(Collectors.joining(" and "));
        String inMap = IntStream.range(0, source.size())
                .mapToObj(i -> "m." + Identifier.quote(MapTable.sourceColumn(source.get(i))) + " = f.f" + (i + 1))
                .collect(Collectors.joining(" and "));
        String arguments =
                IntStream.range(0, source.size()).mapToObj(i -> "f.f" + (i + 1)).collect(Collectors.joining(", "));
        String followed = """
                (
                  select distinct %s
                  %swhere %s) as f
                """.formatted(
                values, select.from().indent(2).stripLeading(), new KeySql(bound).sourceIsParameters()).strip();
        return """
                perform %s(%s, true, true)
                from %s
                where %s
                  and not exists (
                    select 1
                    from %s as m
                    where %s);
                perform 1
                from %s
                join %s as m on %s
                for share of m;
                """.formatted(
                        SyncNames.quoted(names.sync(follow.follow().transfer())),
                        arguments,
                        followed,
                        notNull,
                        follow.map().quoted(),
                        inMap,
                        followed,
                        follow.map().quoted(),
                        inMap);
    }
}

package dev.stopover.sync;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MapTable;
import dev.stopover.mapping.MappedColumn;
import dev.stopover.mapping.MappedSelect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The function that makes the target agree with one source row, whatever happened to that row: it looks at the row as it
 * is now, under the row's lock, and inserts, changes or deletes its target row. Events need not be replayed in order,
 * and doing it twice does no harm.
 *
 * <p>Its parameters are the source key, whether the source row must be locked first (its own writer holds it already),
 * and whether the partners must be (a row that names a partner for the first time might miss what that partner's writer
 * is about to commit). It returns what is wrong with the row; an empty text when its target row is right now, or gone; and
 * null when there is nothing of it on the new side, nor was.
 */
final class RowSync {
    static final String FOLLOW_MISSING = "a row that it follows was not moved";

    private final SyncNames names;
    private final FunctionFrame frame;
    private final BoundTransfer bound;
    private final List<Dependent> dependents;
    private final MappedSelect select;
    private final KeySql keys;
    private final TargetWrite write;

    RowSync(SyncNames names, FunctionFrame frame, BoundTransfer bound, List<Dependent> dependents, TargetWrite write) {
        this.names = names;
        this.frame = frame;
        this.bound = bound;
        this.dependents = List.copyOf(dependents);
        this.select = new MappedSelect(bound);
        this.keys = new KeySql(bound);
        this.write = write;
    }

    SyncFunction function() {
        String declarations = "stopover_wanted bigint;\nstopover_written bigint;\nstopover_missing boolean;\n"
                + "stopover_carried boolean := true;\n"
                + write.declarations()
                + (bound.map().isPresent()
                        ? "stopover_known boolean;\nstopover_moved boolean := false;\nstopover_before json;\n"
                                + keys.declareTarget("stopover_old") + keys.declareTarget("stopover_new")
                        : "");
        String lockTarget =
                bound.map().isPresent() ? "" : """
                perform 1
                from %s as t
                where %s
                for update;
                """.formatted(bound.target().quoted(), keys.targetIsCopied("t"));
        SourceLocks locks = new SourceLocks(names, bound);
        String body = locks.row(lockTarget)
                + locks.partners()
                + (bound.map().isPresent() ? mapped() : copied())
                + "return case when stopover_carried then '' end;\n";
        return frame.inner(
                names.sync(bound.transfer().name()), keys.types() + ", boolean, boolean", "text", declarations, body);
    }

    private String copied() {
        boolean follows = select.followMissing().isPresent();
        return write.before(keys.jsonOfParameters())
                + put()
                + """
                if stopover_wanted = 0%s then
                  delete from %s as t
                  where %s;
                  stopover_carried := found;
                end if;
                """.formatted(
                        follows ? " or stopover_missing" : "", bound.target().quoted(), keys.targetIsCopied("t"))
                + write.after()
                + returnMissing();
    }

    private String mapped() {
        MapTable map = bound.map().orElseThrow();
        String wanted =
                select.followMissing().isPresent() ? "stopover_wanted = 0 or stopover_missing" : "stopover_wanted = 0";
        String newKey = bound.mappedKey().stream().map(MappedColumn::assigned).collect(Collectors.joining(", "));
        String missing = select.followMissing().orElse("false");
        String oldVariables = keys.targetVariables("stopover_old");
        String newVariables = keys.targetVariables("stopover_new");
        String rekey = IntStream.range(0, bound.targetKey().size())
                .mapToObj(i -> Identifier.quote(bound.targetKey().get(i).name()) + " = stopover_new" + (i + 1))
                .collect(Collectors.joining(", "));
        String mapColumns = String.join(", ", map.columns());
        return """
                select %s
                into %s
                from %s as m
                where %s
                for update;
                stopover_known := found;
                select %s, %s
                into %s, stopover_missing
                %s%s;
                stopover_wanted := found::integer;
                """.formatted(
                                keys.mapTarget("m."),
                                oldVariables,
                                map.quoted(),
                                keys.mapIsParameters("m"),
                                newKey,
                                missing,
                                newVariables,
                                select.from(),
                                select.where(keys.sourceIsParameters()))
                + write.before(keys.jsonOfParameters())
                + """
                if %s then
                  stopover_carried := stopover_known;
                  if stopover_known then
                    delete from %s as m
                    where %s
                      and (m.inserted or m.before is null);
                %s    delete from %s as t
                    where %s;
                  end if;
                %selse
                  if stopover_known and (%s) is distinct from (%s) then
                    stopover_moved := true;
                    update %s as t
                    set %s
                    where %s
                      and not exists (
                        select 1
                        from %s as o
                        where %s);
                    delete from %s as t
                    where %s;
                  end if;
                %s%s  insert into %s as m (%s, inserted, before)
                  values (%s, %s, stopover_before is null, stopover_before)
                  on conflict (%s) do update
                  set %s
                  where (%s) is distinct from (%s);
                %send if;
                """.formatted(
                                wanted,
                                map.quoted(),
                                keys.mapIsParameters("m"),
                                dependents(false).indent(4),
                                bound.target().quoted(),
                                keys.targetIs("t", "stopover_old"),
                                select.followMissing().isPresent() ? (write.after() + returnMissing()).indent(2) : "",
                                oldVariables,
                                newVariables,
                                bound.target().quoted(),
                                rekey,
                                keys.targetIs("t", "stopover_old"),
                                bound.target().quoted(),
                                keys.targetIs("o", "stopover_new"),
                                bound.target().quoted(),
                                keys.targetIs("t", "stopover_old"),
                                foreign().indent(2),
                                put().indent(2),
                                map.quoted(),
                                mapColumns,
                                keys.parameters(),
                                newVariables,
                                keys.mapSource(""),
                                map.target().stream()
                                        .map(key -> Identifier.quote(MapTable.targetColumn(key)))
                                        .map(column -> column + " = excluded." + column)
                                        .collect(Collectors.joining(", ")),
                                keys.mapTarget("m."),
                                keys.mapTarget("excluded."),
                                dependents(true).indent(2))
                + write.after();
    }

    /**
     * A row that the target had before, and no transfer has met yet, is kept as it was for going back. If it is another
     * one than the source row becomes, it is somebody else's, and is not written over.
     */
    private String foreign() {
        String differs = bound.comparableColumns().stream()
                .map(column -> column.stored("t." + Identifier.quote(column.name())) + " is distinct from "
                        + column.compared())
                .collect(Collectors.joining("\n         or "));
        return """
                if not stopover_known then
                  select row_to_json(t)
                  into stopover_before
                  from %1$s as t
                  where %2$s
                  for update;
                  if found and exists (
                    select 1
                  %3$s  join %1$s as t on %2$s
                  %4$s    and (%5$s)) then
                    raise exception 'another row has its key in %%, with other values', %6$s
                      using errcode = 'unique_violation';
                  end if;
                end if;
                """.formatted(
                        bound.target().quoted(),
                        keys.targetIs("t", "stopover_new"),
                        select.from(),
                        select.where(keys.sourceIsParameters()),
                        differs,
                        Identifier.literal(bound.target().toString()));
    }

    /** Inserts or changes the target row; a row that is as it should be is not written. */
    private String put() {
        boolean follows = select.followMissing().isPresent();
        List<String> values = new ArrayList<>();
        List<MappedColumn> columns = bound.columns();
        for (int i = 0; i < columns.size(); i++) {
            values.add(columns.get(i).assigned() + " as c" + (i + 1));
        }
        select.followMissing().ifPresent(missing -> values.add(missing + " as missing"));
        String names = Identifier.list(columns.stream().map(MappedColumn::name).toList());
        String numbered =
                IntStream.range(0, columns.size()).mapToObj(i -> "c" + (i + 1)).collect(Collectors.joining(", "));
        boolean overriding =
                columns.stream().anyMatch(column -> column.column().origin() == Column.Origin.IDENTITY_ALWAYS);
        List<String> key = bound.targetKey().stream().map(Column::name).toList();
        List<MappedColumn> changing = bound.comparableColumns().stream()
                .filter(column -> !key.contains(column.name()))
                .toList();
        String update = changing.isEmpty()
                ? "nothing"
                : "update\n    set "
                        + changing.stream()
                                .map(column -> Identifier.quote(column.name()) + " = excluded."
                                        + Identifier.quote(column.name()))
                                .collect(Collectors.joining(",\n        "))
                        + "\n    where "
                        + changing.stream()
                                .map(column -> column.stored("t." + Identifier.quote(column.name()))
                                        + " is distinct from "
                                        + column.stored("excluded." + Identifier.quote(column.name())))
                                .collect(Collectors.joining("\n       or "));
        return """
                with want as materialized (
                  select %s
                %s%s), put as (
                  insert into %s as t (%s)
                %s  select %s
                  from want
                %s  on conflict (%s) do %s
                  returning 1)
                select (select count(*) from want), (select count(*) from put)%s
                into stopover_wanted, stopover_written%s;
                """.formatted(
                        String.join(",\n         ", values),
                        select.from().indent(2),
                        select.where(keys.sourceIsParameters()).indent(2),
                        bound.target().quoted(),
                        names,
                        overriding ? "  overriding system value\n" : "",
                        numbered,
                        follows ? "  where not missing\n" : "",
                        Identifier.list(key),
                        update,
                        follows ? ", coalesce((select bool_or(missing) from want), false)" : "",
                        follows ? ", stopover_missing" : "");
    }

    private String returnMissing() {
        return select.followMissing().isEmpty() ? "" : """
                if stopover_missing then
                  return %s;
                end if;
                """.formatted(Identifier.literal(FOLLOW_MISSING));
    }

    /** Derives the rows anew that follow this one: after its removal, or after a change that they have to know of. */
    private String dependents(boolean stays) {
        StringBuilder sql = new StringBuilder();
        for (Dependent dependent : dependents) {
            String call = "perform "
                    + SyncNames.quoted(
                            names.partner(dependent.child().transfer().name(), dependent.alias()))
                    + "(" + keys.jsonOfParameters() + ");\n";
            if (!stays) {
                sql.append(call);
            } else {
                String when = dependent.usesValues() ? "stopover_moved or stopover_written > 0" : "stopover_moved";
                sql.append("if ").append(when).append(" then\n  ").append(call).append("end if;\n");
            }
        }
        return sql.toString();
    }
}

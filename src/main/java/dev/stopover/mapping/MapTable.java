package dev.stopover.mapping;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.plan.Plan;
import dev.stopover.plan.TableName;
import dev.stopover.plan.Transfer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The map of one transfer: a typed table from source key to target key.
 *
 * <p>Besides the keys it says for going back whether the target row is new ({@link #INSERTED}) or, where it was there
 * already, how it was when the source row was found to be in it ({@link #BEFORE}, as JSON text since {@code jsonb} would
 * not keep a {@code json} value as it is written).
 *
 * @param name its unquoted name in the schema {@code stopover}
 * @param source the source's key columns
 * @param target the target's key columns
 */
public record MapTable(String name, List<Column> source, List<Column> target) {
    /** The column that is true where the transfer made the target row. */
    public static final String INSERTED = "inserted";

    /** The column that holds the target row as it was, where the transfer did not make it. */
    public static final String BEFORE = "before";

    public MapTable {
        source = List.copyOf(source);
        target = List.copyOf(target);
    }

    /** The name of a transfer's map. */
    public static String name(Plan plan, Transfer transfer) {
        return Identifier.fitting("map_" + plan.name() + "_" + transfer.name());
    }

    /** The map that a bound transfer keeps, if it keeps one. */
    public static MapTable of(Plan plan, BoundTransfer bound) {
        return new MapTable(name(plan, bound.transfer()), bound.sourceKey(), bound.targetKey());
    }

    /** The quoted name, with its schema, of the map of that name. */
    public static String quoted(String name) {
        return "stopover." + Identifier.quote(name);
    }

    /**
     * Whether a transfer keeps a map whatever its target held: when another one follows it, when it merges rows, or when
     * sync must know its rows from those that others merge into them. One into a table that held rows keeps one, too.
     */
    public static boolean isKept(Plan plan, Transfer transfer) {
        return transfer.onConflict().isPresent()
                || (plan.live() && othersMergeInto(plan, transfer.into()))
                || plan.transfers().stream()
                        .flatMap(other -> other.follows().stream())
                        .anyMatch(follow -> follow.transfer().equals(transfer.name()));
    }

    private static boolean othersMergeInto(Plan plan, TableName target) {
        return plan.transfers().stream()
                .anyMatch(
                        other -> other.onConflict().isPresent() && other.into().equals(target));
    }

    /** The quoted name with its schema. */
    public String quoted() {
        return quoted(name);
    }

    /** The unquoted name of the index by which the way back finds the rows that the transfer made. */
    public String undoIndex() {
        return Identifier.fitting("undo_" + name);
    }

    /** The unquoted name of the map's column for a column of the source's key. */
    public static String sourceColumn(Column key) {
        return Identifier.fitting("s_" + key.name());
    }

    /** The unquoted name of the map's column for a column of the target's key. */
    public static String targetColumn(Column key) {
        return Identifier.fitting("t_" + key.name());
    }

    /** The quoted names of all columns, source key first. */
    public List<String> columns() {
        return Stream.concat(
                        source.stream().map(MapTable::sourceColumn),
                        target.stream().map(MapTable::targetColumn))
                .map(Identifier::quote)
                .toList();
    }

    /**
     * The statement that creates the table when it is not there. The key's index holds the target's key too, so that
     * following reads the index alone.
     */
    public String ddl() {
        String columns = Stream.concat(
                        source.stream().map(key -> definition(sourceColumn(key), key)),
                        target.stream().map(key -> definition(targetColumn(key), key)))
                .collect(Collectors.joining(",\n  "));
        return """
                create table if not exists %s (
                  %s,
                  inserted boolean not null default false,
                  before json,
                  primary key (%s) include (%s))
                """.formatted(
                quoted(),
                columns,
                Identifier.list(source.stream().map(MapTable::sourceColumn).toList()),
                Identifier.list(target.stream().map(MapTable::targetColumn).toList()));
    }

    private static String definition(String name, Column key) {
        return Identifier.quote(name) + " " + key.type() + " not null";
    }
}

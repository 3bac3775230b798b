package dev.stopover.mapping;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The map of one transfer: a typed table from source key to target key.
 *
 * @param name its unquoted name in the schema {@code stopover}
 * @param source the source's key columns
 * @param target the target's key columns
 */
public record MapTable(String name, List<Column> source, List<Column> target) {
    public MapTable {
        source = List.copyOf(source);
        target = List.copyOf(target);
    }

    /** The name of a transfer's map. */
    public static String name(Plan plan, Transfer transfer) {
        return Identifier.fitting("map_" + plan.name() + "_" + transfer.name());
    }

    /** Whether a transfer keeps a map: when another one follows it, or when it merges rows. */
    public static boolean isKept(Plan plan, Transfer transfer) {
        return transfer.onConflict().isPresent()
                || plan.transfers().stream()
                        .flatMap(other -> other.follows().stream())
                        .anyMatch(follow -> follow.transfer().equals(transfer.name()));
    }

    /** The quoted name with its schema. */
    public String quoted() {
        return "stopover." + Identifier.quote(name);
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

    /** The statement that creates the table when it is not there. */
    public String ddl() {
        String columns = Stream.concat(
                        source.stream().map(key -> definition(sourceColumn(key), key)),
                        target.stream().map(key -> definition(targetColumn(key), key)))
                .collect(Collectors.joining(",\n  "));
        return """
                create table if not exists %s (
                  %s,
                  primary key (%s))
                """.formatted(
                quoted(),
                columns,
                Identifier.list(source.stream().map(MapTable::sourceColumn).toList()));
    }

    private static String definition(String name, Column key) {
        return Identifier.quote(name) + " " + key.type() + " not null";
    }
}

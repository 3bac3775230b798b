package dev.stopover.sync;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where sync of a plan stands.
 *
 * @param tables the tables that have its triggers
 * @param touched how many keys wait to be derived again, refused ones among them
 * @param refused how many rows the other side refuses
 * @param examples the first of those, with the reason
 */
public record SyncState(List<Table> tables, long touched, long refused, List<String> examples) {
    public SyncState {
        tables = List.copyOf(tables);
        examples = List.copyOf(examples);
    }

    /**
     * A table with triggers.
     *
     * @param direction {@code forward} on a table of the old schema, {@code reverse} on one of the new
     * @param on whether they fire
     * @param lastWrite when the application last wrote to the table, to the minute; empty when it has not since the
     *     triggers are there. Writes that sync itself made in the other direction do not count.
     */
    public record Table(String relation, String direction, boolean on, Optional<Instant> lastWrite) {}

    /** When the application last wrote to any table of that direction. */
    public Optional<Instant> lastWrite(String direction) {
        return tables.stream()
                .filter(table -> table.direction().equals(direction))
                .flatMap(table -> table.lastWrite().stream())
                .max(Instant::compareTo);
    }
}

package dev.stopover.mapping;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.database.Relation;
import dev.stopover.plan.Transfer;
import java.util.List;
import java.util.Optional;

/**
 * A transfer with everything that one database's catalog says about it.
 *
 * @param live whether the application may write to the sources meanwhile, so that rows are locked while they are read
 * @param leaves the relations that hold the source's rows: itself, or its partitions
 * @param sourceKey the columns that tell source rows apart
 * @param targetKey the target's primary key
 * @param columns the mapped target columns in the order of the plan
 * @param arbiter the target columns on which an existing row stands for the moved one: those of on-conflict, else the
 *     target's key
 * @param map the map this transfer writes: when it is followed or merges, or when the database has one of it
 */
public record BoundTransfer(
        Transfer transfer,
        boolean live,
        Relation source,
        List<Relation> leaves,
        List<Column> sourceKey,
        Relation target,
        List<Column> targetKey,
        List<MappedColumn> columns,
        List<String> arbiter,
        List<BoundJoin> joins,
        List<BoundFollow> follows,
        Optional<MapTable> map) {
    public BoundTransfer {
        leaves = List.copyOf(leaves);
        sourceKey = List.copyOf(sourceKey);
        targetKey = List.copyOf(targetKey);
        columns = List.copyOf(columns);
        arbiter = List.copyOf(arbiter);
        joins = List.copyOf(joins);
        follows = List.copyOf(follows);
    }

    /** Whether rows that meet an existing one are merged into it. */
    public boolean merges() {
        return transfer.onConflict().isPresent();
    }

    /** The same, writing that map. */
    public BoundTransfer withMap(MapTable table) {
        return new BoundTransfer(
                transfer,
                live,
                source,
                leaves,
                sourceKey,
                target,
                targetKey,
                columns,
                arbiter,
                joins,
                follows,
                Optional.of(table));
    }

    /** The mapping of that target column. */
    public MappedColumn column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not mapped: " + name));
    }

    /** The mappings of the target's key, in the key's order. */
    public List<MappedColumn> mappedKey() {
        return targetKey.stream().map(key -> column(key.name())).toList();
    }

    /** How the target's key follows from the source's and the other way round; empty when only a map can say. */
    public Optional<CopiedKey> copiedKey() {
        return CopiedKey.of(transfer.alias(), sourceKey, mappedKey());
    }

    /** The mapped columns that can be compared: those whose expression gives the same value each time. */
    public List<MappedColumn> comparableColumns() {
        return columns.stream().filter(MappedColumn::repeatable).toList();
    }

    /** A column of the source, qualified with the transfer's alias and quoted. */
    public String sourceColumn(Column column) {
        return Identifier.quote(transfer.alias()) + "." + Identifier.quote(column.name());
    }
}

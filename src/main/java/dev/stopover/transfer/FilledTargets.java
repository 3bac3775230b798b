package dev.stopover.transfer;

import dev.stopover.database.Catalog;
import dev.stopover.history.TransferHistory;
import dev.stopover.history.TransferRecord;
import dev.stopover.history.UndoHistory;
import dev.stopover.mapping.MapTable;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables that a phase has filled, and how they refer to each other.
 *
 * @param tables in the order in which they were filled first
 * @param gone those that somebody has dropped
 * @param keys the foreign keys that refer to them, from wherever
 * @param unknown the names of transfers that have begun and are not in the plan any more
 */
record FilledTargets(List<Filled> tables, List<Filled> gone, List<ForeignKey> keys, List<String> unknown) {
    FilledTargets {
        tables = List.copyOf(tables);
        gone = List.copyOf(gone);
        keys = List.copyOf(keys);
        unknown = List.copyOf(unknown);
    }

    /** Reads what the history says was filled. */
    static FilledTargets read(Connection connection, Plan plan, Phase phase) throws SQLException {
        Set<String> begun = new LinkedHashSet<>(new UndoHistory(connection).begun(plan.name(), phase.name()));
        Map<String, List<Filled.Part>> parts = new LinkedHashMap<>();
        TransferHistory history = new TransferHistory(connection);
        for (Transfer transfer : phase.transfers()) {
            if (begun.remove(transfer.name())) {
                TransferRecord record =
                        history.find(plan.name(), transfer.name()).orElseThrow();
                parts.computeIfAbsent(record.target(), target -> new ArrayList<>())
                        .add(new Filled.Part(transfer, record, MapTable.quoted(MapTable.name(plan, transfer))));
            }
        }
        List<Filled> tables = new ArrayList<>();
        List<ForeignKey> keys = new ArrayList<>();
        Catalog catalog = new Catalog(connection);
        List<Filled> gone = new ArrayList<>();
        for (Map.Entry<String, List<Filled.Part>> entry : parts.entrySet()) {
            boolean wasEmpty = entry.getValue().stream()
                    .allMatch(part -> part.record().targetEmpty().orElse(true));
            Filled table = new Filled(entry.getKey(), wasEmpty, entry.getValue());
            (catalog.exists(entry.getKey()) ? tables : gone).add(table);
            keys.addAll(ForeignKey.to(connection, entry.getKey()));
        }
        return new FilledTargets(tables, gone, keys, List.copyOf(begun));
    }

    /** Every transfer that has begun. */
    List<Filled.Part> parts() {
        return Stream.concat(tables.stream(), gone.stream())
                .flatMap(table -> table.parts().stream())
                .toList();
    }

    /** Those that were empty, which are emptied. */
    List<Filled> toEmpty() {
        return tables.stream().filter(Filled::wasEmpty).toList();
    }

    /** The foreign keys to one of these tables from a table that is not among them. */
    List<ForeignKey> fromOutside(List<Filled> of) {
        Set<String> names = of.stream().map(Filled::target).collect(Collectors.toSet());
        return keys.stream()
                .filter(key -> names.contains(key.parent()) && !names.contains(key.child()))
                .toList();
    }

    /** Whether rows of the table refer to other rows of it. */
    boolean refersToItself(Filled table) {
        return keys.stream()
                .anyMatch(key -> key.isSelfReference() && key.parent().equals(table.target()));
    }

    /**
     * The tables in groups, those that refer before those that are referred to, and otherwise what was filled last first.
     * Tables of one group refer to each other in a circle.
     */
    List<List<Filled>> childrenFirst() {
        List<Filled> remaining = new ArrayList<>(tables);
        Collections.reverse(remaining);
        List<List<Filled>> groups = new ArrayList<>();
        while (!remaining.isEmpty()) {
            List<Filled> free = remaining.stream()
                    .filter(table -> !isReferredTo(table, remaining))
                    .toList();
            if (free.isEmpty()) {
                groups.add(List.copyOf(remaining));
                return groups;
            }
            free.forEach(table -> groups.add(List.of(table)));
            remaining.removeAll(free);
        }
        return groups;
    }

    private boolean isReferredTo(Filled table, List<Filled> by) {
        return keys.stream()
                .anyMatch(key -> key.parent().equals(table.target())
                        && !key.isSelfReference()
                        && by.stream().anyMatch(other -> other.target().equals(key.child())));
    }
}

package dev.stopover.sync;

import dev.stopover.database.Column;
import dev.stopover.mapping.BoundFollow;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MappedColumn;
import dev.stopover.sql.ColumnReference;
import java.util.List;
import java.util.stream.Stream;

/** A transfer that follows another one, as that other one sees it. */
record Dependent(BoundTransfer child, BoundFollow follow) {
    /** Those of these transfers that follow the given one. */
    static List<Dependent> of(BoundTransfer parent, List<BoundTransfer> transfers) {
        return transfers.stream()
                .flatMap(child -> child.follows().stream()
                        .filter(follow -> follow.follow()
                                .transfer()
                                .equals(parent.transfer().name()))
                        .map(follow -> new Dependent(child, follow)))
                .toList();
    }

    /** Whether more of the followed row is used than its key, so that any change of it has to be passed on. */
    boolean usesValues() {
        List<String> key = follow.map().target().stream().map(Column::name).toList();
        return Stream.concat(child.columns().stream().map(MappedColumn::expression), child.transfer().where().stream())
                .flatMap(expression -> ColumnReference.in(expression).stream())
                .filter(reference -> reference.alias().equals(follow.follow().alias()))
                .anyMatch(reference -> !key.contains(reference.column()));
    }

    String alias() {
        return follow.follow().alias();
    }
}

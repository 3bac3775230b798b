package dev.stopover.sync;

import dev.stopover.database.Column;
import dev.stopover.database.Relation;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MappedColumn;
import dev.stopover.sql.ColumnReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The transfers into one target whose rows may meet there: in the order of the plan, so that of two rows with the same
 * merge key the first one's transfer wins.
 */
record MergeGroup(List<BoundTransfer> members) {
    MergeGroup {
        members = List.copyOf(members);
    }

    /** Groups transfers; those whose rows meet no other transfer's and that do not merge stand alone. */
    static List<MergeGroup> of(List<BoundTransfer> transfers) {
        List<List<BoundTransfer>> groups = new ArrayList<>();
        for (BoundTransfer transfer : transfers) {
            List<BoundTransfer> group = groups.stream()
                    .filter(members -> members.stream().anyMatch(member -> mayMeet(member, transfer)))
                    .findFirst()
                    .orElseGet(() -> {
                        List<BoundTransfer> alone = new ArrayList<>();
                        groups.add(alone);
                        return alone;
                    });
            group.add(transfer);
        }
        return groups.stream().map(MergeGroup::new).toList();
    }

    boolean merges() {
        return members.stream().anyMatch(BoundTransfer::merges);
    }

    Relation target() {
        return members.get(0).target();
    }

    List<Column> targetKey() {
        return members.get(0).targetKey();
    }

    /** The target's columns by which rows are merged. */
    List<Column> mergeKey() {
        BoundTransfer merging =
                members.stream().filter(BoundTransfer::merges).findFirst().orElseThrow();
        return merging.arbiter().stream()
                .map(name -> merging.column(name).column())
                .toList();
    }

    /** Columns that some member maps and this one does not. */
    List<Column> columnsWithout(BoundTransfer member) {
        List<String> own = member.columns().stream().map(MappedColumn::name).toList();
        return members.stream()
                .flatMap(other -> other.columns().stream())
                .map(MappedColumn::column)
                .filter(column -> !own.contains(column.name()))
                .distinct()
                .toList();
    }

    /** Two transfers into one table meet unless each writes another constant into one of its columns. */
    private static boolean mayMeet(BoundTransfer one, BoundTransfer other) {
        return one.target().oid() == other.target().oid()
                && one.columns().stream()
                        .noneMatch(column -> other.columns().stream()
                                .anyMatch(candidate -> candidate.name().equals(column.name())
                                        && isConstant(column)
                                        && isConstant(candidate)
                                        && !column.expression().equals(candidate.expression())));
    }

    private static boolean isConstant(MappedColumn column) {
        return column.repeatable() && ColumnReference.in(column.expression()).isEmpty();
    }
}

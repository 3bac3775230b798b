package dev.stopover.backup;

import dev.stopover.history.BackupRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the undo of a phase needs from a backup, and whether it can be had.
 *
 * @param needed the tables that the phase has dropped
 * @param from the backup that has their rows, whole and readable; absent when there is none or none is needed
 * @param lost those of them whose rows are in no backup that can be read
 * @param reasons what is wrong with each backup
 * @param remedies what would make it usable again
 */
public record UndoRows(
        List<Table> needed,
        Optional<BackupRecord> from,
        List<Table> lost,
        List<String> reasons,
        List<String> remedies) {
    public UndoRows {
        needed = List.copyOf(needed);
        lost = List.copyOf(lost);
        reasons = List.copyOf(reasons);
        remedies = List.copyOf(remedies);
    }

    /**
     * A table that the phase has dropped.
     *
     * @param rows how many it had when the backup was taken; absent when no backup ever held it
     */
    public record Table(String name, Optional<Long> rows) {
        @Override
        public String toString() {
            return rows.map(count -> name + " (" + count + (count == 1 ? " row)" : " rows)"))
                    .orElse(name);
        }
    }

    /** The lost tables in words. */
    public String lostTables() {
        return lost.stream().map(Table::toString).collect(Collectors.joining(", "));
    }
}

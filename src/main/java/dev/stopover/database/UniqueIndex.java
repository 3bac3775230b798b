package dev.stopover.database;

import java.util.HashSet;
import java.util.List;

/**
 * A valid unique index over plain columns of all rows, which ON CONFLICT can name.
 *
 * @param deferrable whether its constraint may be checked late, which ON CONFLICT does not accept
 */
public record UniqueIndex(String name, List<String> columns, boolean primary, boolean deferrable) {
    public UniqueIndex {
        columns = List.copyOf(columns);
    }

    /** Whether it covers exactly these columns, in whichever order. */
    public boolean isOn(List<String> wanted) {
        return columns.size() == wanted.size() && new HashSet<>(columns).equals(new HashSet<>(wanted));
    }
}

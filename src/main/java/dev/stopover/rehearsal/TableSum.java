package dev.stopover.rehearsal;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one table holds: how many rows, and the sums of the hashes of their texts. Sums and not an exclusive or, in which
 * duplicates cancel out.
 *
 * @param whole over all columns
 * @param repeatable over the columns that have the same values whenever the plan fills them
 * @param columns of each column alone, to say where a difference is
 * @param leftOut the columns that are not in {@code repeatable}
 */
record TableSum(
        long rows, BigInteger whole, BigInteger repeatable, Map<String, BigInteger> columns, List<String> leftOut) {
    TableSum {
        columns = new TreeMap<>(columns);
        leftOut = List.copyOf(leftOut);
    }

    /** Whether the rows are the same in every column. */
    boolean holdsTheSameAs(TableSum other) {
        return rows == other.rows && whole.equals(other.whole) && columns.equals(other.columns);
    }

    /** Whether the rows are the same but for the columns that cannot be. */
    boolean repeats(TableSum other) {
        return rows == other.rows
                && repeatable.equals(other.repeatable)
                && columns.keySet().equals(other.columns.keySet());
    }

    /** Where the two differ, for people. */
    String differenceTo(TableSum other, boolean withLeftOut) {
        List<String> parts = new ArrayList<>();
        if (rows != other.rows) {
            parts.add(rows + " rows became " + other.rows);
        }
        TreeSet<String> all = new TreeSet<>(columns.keySet());
        all.addAll(other.columns.keySet());
        if (!withLeftOut) {
            leftOut.forEach(all::remove);
        }
        List<String> differing = all.stream()
                .filter(column -> !Objects.equals(columns.get(column), other.columns.get(column)))
                .toList();
        if (!differing.isEmpty()) {
            parts.add("differs in " + String.join(", ", differing));
        }
        return parts.isEmpty() ? "the same values stand in other rows" : String.join(", ", parts);
    }
}

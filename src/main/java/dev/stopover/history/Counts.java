package dev.stopover.history;

/**
 * What became of rows that were read. Every row is in exactly one of the other four numbers.
 *
 * @param read mapped source rows
 * @param inserted rows that are new in the target
 * @param same rows that were there already, with the same values
 * @param merged rows that met another row on the on-conflict columns and were merged into it
 * @param rejected rows that could not be moved and are recorded one by one
 */
public record Counts(long read, long inserted, long same, long merged, long rejected) {
    /** No row. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /** One row that was rejected. */
    public static final Counts ONE_REJECTED = new Counts(1, 0, 0, 0, 1);

    public Counts {
        if (read != inserted + same + merged + rejected) {
            throw new IllegalArgumentException("of " + read + " rows " + inserted + " are said to be inserted, " + same
                    + " the same, " + merged + " merged and " + rejected + " rejected");
        }
    }

    /** The sum. */
    public Counts plus(Counts other) {
        return new Counts(
                read + other.read,
                inserted + other.inserted,
                same + other.same,
                merged + other.merged,
                rejected + other.rejected);
    }

    /** The difference. */
    public Counts minus(Counts other) {
        return new Counts(
                read - other.read,
                inserted - other.inserted,
                same - other.same,
                merged - other.merged,
                rejected - other.rejected);
    }
}

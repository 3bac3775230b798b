package dev.stopover.rehearsal;

import java.util.Arrays;

/**
 * A lock on something that was there before the script that took it.
 *
 * @param relation its name with its schema
 */
public record TableLock(String relation, Mode mode) implements Comparable<TableLock> {
    /**
     * PostgreSQL's lock modes, the weakest first.
     *
     * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html">Explicit locking</a>
     */
    public enum Mode {
        ACCESS_SHARE("AccessShareLock", "access share"),
        ROW_SHARE("RowShareLock", "row share"),
        ROW_EXCLUSIVE("RowExclusiveLock", "row exclusive"),
        SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock", "share update exclusive"),
        SHARE("ShareLock", "share"),
        SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock", "share row exclusive"),
        EXCLUSIVE("ExclusiveLock", "exclusive"),
        ACCESS_EXCLUSIVE("AccessExclusiveLock", "access exclusive");

        private final String inCatalog;
        private final String words;

        Mode(String inCatalog, String words) {
            this.inCatalog = inCatalog;
            this.words = words;
        }

        static Mode of(String inCatalog) {
            return Arrays.stream(values())
                    .filter(mode -> mode.inCatalog.equals(inCatalog))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("not a lock mode of a table: " + inCatalog));
        }

        static Mode stronger(Mode one, Mode other) {
            return one.compareTo(other) >= 0 ? one : other;
        }

        /** As in the statement LOCK. */
        public String words() {
            return words;
        }
    }

    /** The strongest first. */
    @Override
    public int compareTo(TableLock other) {
        int byMode = other.mode.compareTo(mode);
        return byMode != 0 ? byMode : relation.compareTo(other.relation);
    }
}

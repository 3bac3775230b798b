package dev.stopover.transfer;

import dev.stopover.mapping.BoundTransfer;
import java.util.Locale;

/** What became of a row that was read but not inserted. */
enum Fate {
    SAME("", ""),
    MERGED("", ""),
    FOREIGN("23505", "a row with its key is in %s, with other values"),
    MISSING("02000", "it was neither inserted into %s nor does a row with its key exist there"),
    FOLLOW_MISSING("23503", "a row that it follows was not moved");

    private final String sqlState;
    private final String error;

    Fate(String sqlState, String error) {
        this.sqlState = sqlState;
        this.error = error;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Fate of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    boolean isReject() {
        return !sqlState.isEmpty();
    }

    /** The SQLSTATE that says the nearest thing. */
    String sqlState() {
        return sqlState;
    }

    String error(BoundTransfer bound) {
        return error.formatted(bound.target());
    }
}

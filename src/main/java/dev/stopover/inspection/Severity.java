package dev.stopover.inspection;

import java.util.Locale;

/** How much a finding matters to a migration, the worst first. */
public enum Severity {
    /** A migration will fail, wait or lose something. */
    PROBLEM,
    /** It may. */
    WARNING,
    /** It will be slower than it could be. */
    HINT;

    /** The word in JSON and on the screen. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Severity of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

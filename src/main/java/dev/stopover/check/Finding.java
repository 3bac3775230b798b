package dev.stopover.check;

import java.util.List;

/** What a kind of check found, before it has a name and a duration. */
record Finding(boolean passed, String expected, String actual, String detail, List<String> keys) {
    /** How many failing rows or values a finding names. */
    static final int MOST_KEYS = 10;

    static Finding of(boolean passed, String expected, String actual) {
        return new Finding(passed, expected, actual, "", List.of());
    }

    static Finding failed(String expected, String actual, String detail) {
        return new Finding(false, expected, actual, detail, List.of());
    }
}

package dev.stopover.run;

import java.util.Locale;

/** What a person says about something that Stopover cannot decide by itself. */
public enum RepairAnswer {
    /** It took effect. */
    APPLIED,
    /** It did not take effect, or was taken back. */
    REVERTED;

    /** The word of the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

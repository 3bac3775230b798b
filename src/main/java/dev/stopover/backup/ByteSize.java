package dev.stopover.backup;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size as PostgreSQL writes it: {@code 100MB}, {@code 10GB}. */
public record ByteSize(long bytes) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}) ?(kB|MB|GB|TB)", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "kmgt";

    /**
     * Reads a size.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static ByteSize parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a size such as 500MB or 10GB");
        }
        int power = UNITS.indexOf(form.group(2).toLowerCase(Locale.ROOT).charAt(0)) + 1;
        return new ByteSize(Math.multiplyExact(Long.parseLong(form.group(1)), 1L << (10 * power)));
    }

    @Override
    public String toString() {
        double value = bytes;
        String unit = " bytes";
        for (int i = 0; i < UNITS.length() && value >= 1024; i++) {
            value /= 1024;
            unit = i == 0 ? " kB" : " " + Character.toUpperCase(UNITS.charAt(i)) + "B";
        }
        return (value < 10 && !unit.equals(" bytes") ? String.format(Locale.ROOT, "%.1f", value) : Math.round(value))
                + unit;
    }
}

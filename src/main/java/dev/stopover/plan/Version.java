package dev.stopover.plan;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A migration's version in Flyway's meaning: numbers separated by dots or underscores, where {@code 1.0} equals {@code 1}. */
public final class Version implements Comparable<Version> {
    private final String text;
    private final List<BigInteger> parts;

    private Version(String text, List<BigInteger> parts) {
        this.text = text;
        this.parts = parts;
    }

    /**
     * Reads a version.
     *
     * @throws IllegalArgumentException when the text is not one
     */
    public static Version of(String text) {
        String dotted = text.replace('_', '.');
        if (!dotted.matches("[0-9]+(\\.[0-9]+)*")) {
            throw new IllegalArgumentException("not a version: " + text);
        }
        List<BigInteger> parts =
                Arrays.stream(dotted.split("\\.")).map(BigInteger::new).toList();
        int used = parts.size();
        while (used > 1 && parts.get(used - 1).signum() == 0) {
            used--;
        }
        return new Version(dotted, parts.subList(0, used));
    }

    @Override
    public int compareTo(Version other) {
        int common = Math.min(parts.size(), other.parts.size());
        for (int i = 0; i < common; i++) {
            int compared = parts.get(i).compareTo(other.parts.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(parts.size(), other.parts.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version version && parts.equals(version.parts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(parts);
    }

    @Override
    public String toString() {
        return text;
    }
}

package dev.stopover.mapping;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** "Did you mean …?" for a name that is not there. */
final class Suggestion {
    private Suggestion() {}

    /** A sentence with the closest of the candidates, or {@code otherwise} when none is close. */
    static String of(String wrong, Collection<String> candidates, String otherwise) {
        int tolerance = Math.max(2, wrong.length() / 3);
        return candidates.stream()
                .filter(candidate -> distance(wrong, candidate) <= tolerance)
                .min(Comparator.comparingInt(candidate -> distance(wrong, candidate)))
                .map(candidate -> "Did you mean " + candidate + "?")
                .orElse(otherwise);
    }

    /** Levenshtein's distance, letters of different case counting as equal. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}

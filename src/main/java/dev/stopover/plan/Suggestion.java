package dev.stopover.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** What somebody may have meant by an unknown name. */
public final class Suggestion {
    private Suggestion() {}

    /** A sentence that names the nearest known name, or else all of them; for the end of a message. */
    public static String among(String unknown, Collection<String> known) {
        if (known.isEmpty()) {
            return "There is none.";
        }
        return nearest(unknown, known)
                .map(name -> "Did you mean \"" + name + "\"?")
                .orElseGet(() -> "Known: " + String.join(", ", new TreeSet<>(known)) + ".");
    }

    /** The known name that differs in at most a third of the unknown one's letters. */
    public static Optional<String> nearest(String unknown, Collection<String> known) {
        int bound = unknown.length() / 3;
        return new TreeSet<>(known)
                .stream()
                        .filter(name -> distance(unknown, name) <= bound)
                        .min(Comparator.comparingInt(name -> distance(unknown, name)));
    }

    /** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, any case. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}

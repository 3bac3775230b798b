package dev.stopover.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What was measured in every round, in one unit. */
final class Samples {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    int size() {
        return values.size();
    }

    double median() {
        List<Double> sorted = sorted();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /**
     * This over the baseline, round by round: what slowed a round down slowed both of its sides down, so a ratio within a
     * round says more than a ratio of medians.
     */
    Samples over(Samples baseline) {
        if (baseline.size() != size()) {
            throw new IllegalArgumentException(size() + " rounds beside " + baseline.size());
        }
        Samples ratios = new Samples();
        IntStream.range(0, size()).forEach(i -> ratios.add(values.get(i) / baseline.values.get(i)));
        return ratios;
    }

    /** Minimum, median and maximum, each with so many decimals. */
    String print(int decimals) {
        List<Double> sorted = sorted();
        String number = "%." + decimals + "f";
        return String.format(
                Locale.ROOT,
                number + " / " + number + " / " + number,
                sorted.get(0),
                median(),
                sorted.get(sorted.size() - 1));
    }

    private List<Double> sorted() {
        return values.stream().sorted().toList();
    }
}

package dev.stopover.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Markdown table on standard output, so that a result can be put into a page as it is. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... header) {
        rows.add(List.of(header));
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    void print() {
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        System.out.println();
        print(rows.get(0), widths);
        print(widths.stream().map(width -> "-".repeat(width)).toList(), widths);
        rows.subList(1, rows.size()).forEach(row -> print(row, widths));
        System.out.println();
    }

    private static void print(List<String> row, List<Integer> widths) {
        System.out.println(IntStream.range(0, row.size())
                .mapToObj(i -> row.get(i)
                        + String.join(
                                "",
                                Collections.nCopies(widths.get(i) - row.get(i).length(), " ")))
                .collect(Collectors.joining(" | ", "| ", " |")));
    }
}

package dev.stopover.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The good and bad plans that the tests read. */
final class Corpus {
    static final Path ROOT = Path.of("src/test/resources/plans");

    private Corpus() {}

    static Stream<Path> plans(String kind) throws IOException {
        try (Stream<Path> plans = Files.list(ROOT.resolve(kind))) {
            List<Path> sorted = plans.sorted().toList();
            return sorted.stream();
        }
    }
}

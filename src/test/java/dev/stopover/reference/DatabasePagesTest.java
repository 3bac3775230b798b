package dev.stopover.reference;

import dev.stopover.testing.Approved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is generated in the pages of the bundled plans is what the plans do. */
class DatabasePagesTest {
    private static final Path FOLDER = Path.of("docs/database");

    @ParameterizedTest
    @MethodSource("pagesWithGeneratedParts")
    void generatedPartsAreThoseOfThePlan(Path file) throws IOException {
        // Given
        String page = Files.readString(file);
        DatabasePage plan = new DatabasePage(DatabasePage.planOf(page).orElseThrow());

        // When
        String renewed = plan.renewed(page);

        // Then
        Approved.verify(file, renewed);
    }

    static List<Path> pagesWithGeneratedParts() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> pages = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            return pages.stream().filter(DatabasePagesTest::hasParts).toList();
        }
    }

    private static boolean hasParts(Path file) {
        try {
            return DatabasePage.planOf(Files.readString(file)).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

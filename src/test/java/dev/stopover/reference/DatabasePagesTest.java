package dev.stopover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.plan.BundledPlans;
import dev.stopover.testing.Approved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the bundled plans say what the plans do. */
class DatabasePagesTest {
    private static final Path FOLDER = Path.of("docs/database");

    @Test
    void everyBundledPlanHasAPage() {
        assertThat(BundledPlans.names())
                .allSatisfy(plan -> assertThat(FOLDER.resolve(plan + ".md")).exists());
    }

    @ParameterizedTest
    @MethodSource("pagesWithGeneratedParts")
    void generatedPartsAreThoseOfThePlan(Path file) throws IOException {
        // Given
        String page = Files.readString(file);
        String name = file.getFileName().toString();

        // When
        String renewed = new DatabasePage(name.substring(0, name.length() - ".md".length())).renewed(page);

        // Then
        Approved.verify(file, renewed);
    }

    static List<Path> pagesWithGeneratedParts() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String plan : BundledPlans.names()) {
            Path file = FOLDER.resolve(plan + ".md");
            if (DatabasePage.hasParts(Files.readString(file))) {
                pages.add(file);
            }
        }
        return pages;
    }
}

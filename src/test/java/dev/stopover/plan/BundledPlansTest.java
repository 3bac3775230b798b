package dev.stopover.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stopover.failure.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundledPlansTest {
    private static final Path TREE = Path.of("src/main/resources/db/migration");

    @Test
    void theIndexListsTheFilesOfEveryBundledPlan() throws IOException {
        // Given
        String expected = listing();
        if (Boolean.getBoolean("stopover.approve")) {
            Files.writeString(TREE.resolve("plans.index"), expected);
        }

        // When
        String index = Files.readString(TREE.resolve("plans.index"));

        // Then
        assertThat(index)
                .as("to write it anew: ./mvnw test -Dtest=BundledPlansTest -Dstopover.approve=true")
                .isEqualTo(expected);
    }

    @Test
    void everyBundledPlanCanBeUsed() {
        assertThat(BundledPlans.names())
                .allSatisfy(name -> assertThat(BundledPlans.load(name).name()).isEqualTo(name));
    }

    @Test
    void readsPlansFromTheClassPathThroughTheirIndex() {
        // Given
        PlanIndex index = PlanIndex.read("plans/index");

        // When
        Plan shop = PlanReader.read(index.folder("shop"));
        Plan plain = PlanReader.read(index.folder("plain"));

        // Then
        assertThat(index.names()).containsExactly("plain", "shop");
        assertThat(shop.migrations()).extracting(Script::file).containsExactly("expand/V2__a.sql");
        assertThat(plain.name()).isEqualTo("plain");
        assertThat(shop.hash())
                .isEqualTo(PlanReader.read(PlanFolder.directory(Corpus.ROOT.resolve("index/shop")))
                        .hash());
    }

    @Test
    void namesThePlanThatMayHaveBeenMeant() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> PlanIndex.read("plans/index").folder("shpo"))
                .withMessage("there is no bundled plan \"shpo\".")
                .satisfies(e -> assertThat(e.remedy())
                        .isEqualTo("Did you mean \"shop\"? A plan of your own is given by its directory."));
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> BundledPlans.load("no such plan"));
    }

    private static String listing() throws IOException {
        try (Stream<Path> files = Files.walk(TREE)) {
            List<String> paths = files.filter(Files::isRegularFile)
                    .map(file -> TREE.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.contains("/"))
                    .sorted()
                    .toList();
            return paths.stream().map(path -> path + "\n").collect(Collectors.joining());
        }
    }
}

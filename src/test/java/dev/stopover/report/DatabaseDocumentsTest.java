package dev.stopover.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stopover.database.Database;
import dev.stopover.plan.BundledPlans;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.sql.SqlScript;
import dev.stopover.sql.SqlStatement;
import dev.stopover.testing.Approved;
import dev.stopover.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated blocks of the pages about the bundled plans are what the catalogs and the plans say. */
class DatabaseDocumentsTest {
    private static final Path FOLDER = Path.of("docs/database");

    /** The pages that are not called like their plan. */
    private static final Map<String, String> PAGES = Map.of("profiles", "migration-plan.md");

    static List<String> plans() {
        return BundledPlans.names();
    }

    static List<String> plansWithAPage() {
        return plans().stream().filter(plan -> Files.exists(page(plan))).toList();
    }

    @ParameterizedTest
    @MethodSource("plans")
    void everyBundledPlanCanBeDrawn(String name) throws IOException, SQLException {
        // When
        Map<String, String> blocks = blocks(BundledPlans.load(name));

        // Then
        assertThat(blocks.get("old schema")).contains("erDiagram").isNotEqualTo(blocks.get("new schema"));
        assertThat(blocks.getOrDefault("new schema", "").lines().filter(line -> line.endsWith(" {")))
                .hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("plansWithAPage")
    void thePageAboutAPlanHasItsDiagramsAndSteps(String name) throws IOException, SQLException {
        // Given
        Path page = page(name);
        String written = Files.readString(page);

        // When
        String renewed = GeneratedBlocks.renewed(written, blocks(BundledPlans.load(name)));

        // Then
        Approved.verify(page, renewed);
    }

    @Test
    void blocksAreMadeAnewAndTheRestOfThePageStays() {
        // Given
        String page = """
                # A page
                <!-- generated: one -->
                old
                <!-- end -->
                By hand.
                """;

        // When
        String renewed = GeneratedBlocks.renewed(page, new LinkedHashMap<>(Map.of("one", "new $1\n")));

        // Then
        assertThat(renewed).isEqualTo("""
                # A page
                <!-- generated: one -->

                new $1

                <!-- end -->
                By hand.
                """);
        assertThat(GeneratedBlocks.renewed(renewed, Map.of("one", "new $1\n"))).isEqualTo(renewed);
        assertThat(GeneratedBlocks.renewed("", Map.of("two", "2\n")))
                .isEqualTo("\n## two\n\n<!-- generated: two -->\n\n2\n\n<!-- end -->\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GeneratedBlocks.renewed(page, Map.of()))
                .withMessage("nothing generates [one]");
    }

    private static Path page(String plan) {
        return FOLDER.resolve(PAGES.getOrDefault(plan, plan + ".md"));
    }

    private static Map<String, String> blocks(Plan plan) throws IOException, SQLException {
        Database database = TestServer.newDatabase();
        TestServer.execute(database, oldSchema(plan));
        Map<String, String> blocks = new LinkedHashMap<>();
        blocks.put("old schema", diagram(database));
        List<String> before = columns(database);
        for (Script script : plan.migrations()) {
            for (SqlStatement statement :
                    SqlScript.parse(script.file(), script.sql()).statements()) {
                TestServer.execute(database, statement.text());
            }
        }
        blocks.put("new schema", diagram(database));
        blocks.put("old columns", OldColumns.table(plan, before, Set.copyOf(columns(database))));
        Map<String, String> parts = new PlanDocument(plan, Optional.empty()).parts();
        blocks.put("flow", Objects.requireNonNull(parts.get("Flow")));
        blocks.put("steps", Objects.requireNonNull(parts.get("Steps")));
        blocks.put("way back", Objects.requireNonNull(parts.get("The way back")));
        return blocks;
    }

    private static String diagram(Database database) throws SQLException {
        try (Connection connection = database.connect("test")) {
            return PlanDocument.mermaid(EntityDiagram.read(connection));
        }
    }

    private static List<String> columns(Database database) throws SQLException {
        try (Connection connection = database.connect("test")) {
            return OldColumns.read(connection);
        }
    }

    private static String oldSchema(Plan plan) throws IOException {
        String path = "/db/demo/" + plan.name() + "/schema.sql";
        try (InputStream stream = Objects.requireNonNull(DatabaseDocumentsTest.class.getResourceAsStream(path), path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

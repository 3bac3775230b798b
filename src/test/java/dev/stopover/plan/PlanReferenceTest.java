package dev.stopover.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds {@code docs/plan-reference.md} against the schema and the reader. */
class PlanReferenceTest {
    private static final Path REFERENCE = Path.of("docs/plan-reference.md");
    private static final Pattern BLOCK = Pattern.compile("```(yaml|sql)\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theFirstPlanCanBeUsed() throws IOException {
        // Given
        String reference = Files.readString(REFERENCE);
        List<String> blocks = BLOCK.matcher(reference.substring(reference.indexOf("## A first plan")))
                .results()
                .map(match -> match.group(2))
                .toList();
        Files.createDirectories(folder.resolve("expand"));
        Files.writeString(folder.resolve("plan.yaml"), blocks.get(0));
        Files.writeString(folder.resolve("expand/V2__new_orders.sql"), blocks.get(1));
        Files.writeString(folder.resolve("expand/U2__new_orders.sql"), blocks.get(2));

        // When
        Plan plan = PlanReader.read(PlanFolder.directory(folder));

        // Then
        assertThat(plan.migrations()).hasSize(1);
        assertThat(plan.transfers()).hasSize(1);
    }

    @Test
    void describesEveryKeyOfTheSchemaInTheSectionWhereItBelongs() throws IOException {
        // Given
        JsonNode schema = new ObjectMapper().readTree(Files.readString(Path.of("docs/plan.schema.json")));
        JsonNode definitions = schema.get("$defs");

        // Then
        assertThat(keys("## plan.yaml")).isEqualTo(names(schema));
        assertThat(keys("### tripwires")).isEqualTo(names(definitions.get("tripwires")));
        assertThat(keys("### queries")).isEqualTo(names(definitions.get("query")));
        assertThat(keys("### throttle")).isEqualTo(names(definitions.get("throttle")));
        assertThat(keys("### phases")).isEqualTo(names(definitions.get("phase")));
        assertThat(keys("### transfers")).isEqualTo(names(definitions.get("transfer")));
        assertThat(keys("### monitors")).isEqualTo(names(definitions.get("monitor")));
        assertThat(keys("### checks")).isEqualTo(without(names(definitions.get("check")), "name"));
        assertThat(keys("### gates")).isEqualTo(without(names(definitions.get("gate"))));
    }

    private static Set<String> without(Set<String> names, String... more) {
        names.removeAll(List.of("expect", "at-least", "at-most"));
        names.removeAll(List.of(more));
        return names;
    }

    private static Set<String> names(JsonNode definition) {
        Set<String> names = new TreeSet<>();
        definition.get("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The names in the first column of the section's first table. */
    private static Set<String> keys(String heading) throws IOException {
        String reference = Files.readString(REFERENCE);
        String section = reference.substring(reference.indexOf("\n" + heading + "\n") + heading.length() + 2);
        String table = section.substring(
                section.indexOf("|---"),
                section.indexOf("\n\n", section.indexOf("|---")) < 0
                        ? section.length()
                        : section.indexOf("\n\n", section.indexOf("|---")));
        Matcher rows = Pattern.compile("(?m)^\\| (`[^|]*) \\|").matcher(table);
        return rows.results()
                .flatMap(row ->
                        Pattern.compile("`([^`]+)`").matcher(row.group(1)).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

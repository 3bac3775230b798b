package dev.stopover.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The published schema and the reader agree. A broken plan that only the reader can see through has a file
 * {@code reader-only} beside it.
 */
class PlanSchemaTest {
    private static final Path SCHEMA = Path.of("docs/plan.schema.json");

    private static Schema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new ObjectMapper().readTree(Files.readString(SCHEMA)));
    }

    static Stream<Path> goodPlans() throws IOException {
        return Corpus.plans("good");
    }

    static Stream<Path> badPlans() throws IOException {
        return Corpus.plans("bad").filter(plan -> Files.exists(plan.resolve("plan.yaml")));
    }

    @ParameterizedTest
    @MethodSource("goodPlans")
    void bothAcceptAGoodPlan(Path plan) throws IOException {
        assertThatCode(() -> PlanReader.read(PlanFolder.directory(plan))).doesNotThrowAnyException();
        assertThat(schema.validate(json(plan).orElseThrow())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("badPlans")
    void theSchemaRefusesWhatItCanSee(Path plan) throws IOException {
        // Given
        boolean readerOnly = Files.exists(plan.resolve("reader-only"));

        // When
        Optional<JsonNode> json = json(plan);

        // Then: what is no YAML at all, an editor refuses without a schema
        boolean refused = json.isEmpty() || !schema.validate(json.get()).isEmpty();
        assertThat(refused).isEqualTo(!readerOnly);
    }

    @ParameterizedTest
    @MethodSource("goodPlans")
    void bothRefuseAGoodPlanWithAnyOneKeyMisspelt(Path plan) throws IOException {
        // Given
        String original = Files.readString(plan.resolve("plan.yaml"));
        Node root = new YamlFile("plan.yaml", new Problems()).compose(original).orElseThrow();

        for (ScalarNode key : keys(root)) {
            int at = key.getStartMark().getIndex();
            String changed = original.substring(0, at) + "x-" + original.substring(at);

            // When
            JsonNode json = compose(changed).map(PlanSchemaTest::toJson).orElseThrow();

            // Then
            assertThat(schema.validate(json)).as("renamed " + key.getValue()).isNotEmpty();
            assertThat(readerProblems(changed)).as("renamed " + key.getValue()).isNotEmpty();
        }
    }

    @Test
    void theSchemaKnowsTheKeysThatTheReaderAsksFor() throws IOException {
        // Given
        JsonNode definitions =
                new ObjectMapper().readTree(Files.readString(SCHEMA)).get("$defs");
        String yaml = """
                plan: x
                x: 1
                phases:
                  - x: 1
                    transfers: [ { x: 1, on-conflict: { x: 1 }, join: { j: { x: 1 } } } ]
                    monitors: [ { x: 1 } ]
                queries: [ { x: 1 } ]
                tripwires: { x: 1 }
                throttle: { x: 1, query: { x: 1 } }
                """;

        // When
        List<String> known = readerProblems(yaml).stream()
                .filter(problem -> problem.message().startsWith("unknown key \"x\""))
                .map(PlanProblem::remedy)
                .toList();

        // Then
        assertThat(known)
                .contains(
                        listing(definitions.get("phase").get("properties")),
                        listing(definitions.get("transfer").get("properties")),
                        listing(definitions.get("join").get("properties")),
                        listing(definitions.get("monitor").get("properties")),
                        listing(definitions.get("query").get("properties")),
                        listing(definitions.get("tripwires").get("properties")),
                        listing(definitions.get("throttle").get("properties")),
                        listing(definitions.get("load-query").get("properties")),
                        listing(new ObjectMapper()
                                .readTree(Files.readString(SCHEMA))
                                .get("properties")));
    }

    private static String listing(JsonNode properties) {
        Set<String> names = new TreeSet<>();
        properties.fieldNames().forEachRemaining(names::add);
        return "Known: " + String.join(", ", names) + ".";
    }

    private static List<PlanProblem> readerProblems(String yaml) {
        Problems problems = new Problems();
        YamlFile file = new YamlFile("plan.yaml", problems);
        file.compose(yaml)
                .flatMap(root -> new YamlValue(file, "plan.yaml", root).map("the plan"))
                .ifPresent(map -> new PlanFileReader(map, problems).read());
        try {
            problems.throwIfAny();
            return List.of();
        } catch (InvalidPlanException e) {
            return e.problems();
        }
    }

    /** The keys of the plan's own vocabulary, but not the author's names of columns and aliases. */
    private static List<ScalarNode> keys(Node node) {
        List<ScalarNode> keys = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> keys.addAll(keys(item)));
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                ScalarNode key = (ScalarNode) entry.getKeyNode();
                boolean anchored = entry.getValueNode().getAnchor() != null;
                if (!anchored) {
                    keys.add(key);
                }
                if (!Set.of("columns", "drop", "flags", "follow", "join").contains(key.getValue()) && !anchored) {
                    keys.addAll(keys(entry.getValueNode()));
                }
            }
        }
        return keys;
    }

    private static Optional<JsonNode> json(Path plan) throws IOException {
        Problems problems = new Problems();
        Optional<String> text = new PlanTexts(PlanFolder.directory(plan), problems).read("plan.yaml");
        return text.flatMap(PlanSchemaTest::compose).map(PlanSchemaTest::toJson);
    }

    private static Optional<Node> compose(String text) {
        return new YamlFile("plan.yaml", new Problems()).compose(text);
    }

    private static JsonNode toJson(Node node) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (node instanceof MappingNode mapping) {
            ObjectNode object = json.objectNode();
            mapping.getValue()
                    .forEach(entry ->
                            object.set(((ScalarNode) entry.getKeyNode()).getValue(), toJson(entry.getValueNode())));
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = json.arrayNode();
            sequence.getValue().forEach(item -> array.add(toJson(item)));
            return array;
        }
        String text = ((ScalarNode) node).getValue();
        if (node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT)) {
            return json.numberNode(new BigDecimal(text));
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return json.booleanNode(Boolean.parseBoolean(text));
        }
        return node.getTag().equals(Tag.NULL) ? json.nullNode() : json.textNode(text);
    }
}

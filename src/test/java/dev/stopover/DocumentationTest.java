package dev.stopover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.failure.ExitCode;
import dev.stopover.failure.ExitCode.JobAction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Keeps what the pages say in step with the code. */
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExitCodeIsExplained() throws IOException {
        // Given
        Map<JobAction, String> inAJob =
                Map.of(JobAction.NONE, "done", JobAction.FAIL_JOB, "fail", JobAction.RETRY, "retry");
        List<String> expected = Arrays.stream(ExitCode.values())
                .map(code -> "| " + code.code() + " | " + code.meaning() + " | " + inAJob.get(code.jobAction()) + " |")
                .toList();

        // When
        List<String> table = Files.readAllLines(Path.of("docs/exit-codes.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .toList();

        // Then
        assertThat(table).isEqualTo(expected);
    }

    @Test
    void theJobFailsOnExactlyTheCodesThatTryingAgainCannotMend() throws IOException {
        // Given
        Object job = yamlBlocks(Path.of("docs/kubernetes.md")).get(0);

        // When
        List<?> rules = (List<?>) at(job, "spec", "podFailurePolicy", "rules");

        // Then
        assertThat(exitCodes(rules, "FailJob")).isEqualTo(codes(code -> code.jobAction() == JobAction.FAIL_JOB));
        assertThat(exitCodes(rules, "Ignore"))
                .isEqualTo(codes(code -> code == ExitCode.INTERRUPTED || code == ExitCode.TERMINATED));
    }

    @Test
    void everyYamlExampleIsWellFormed() throws IOException {
        // Given
        List<Object> blocks = new ArrayList<>();

        // When
        for (Path page : pages()) {
            blocks.addAll(yamlBlocks(page));
        }

        // Then
        assertThat(blocks)
                .hasSizeGreaterThan(3)
                .allSatisfy(block -> assertThat(block).isInstanceOf(Map.class));
    }

    @Test
    void everyLinkBetweenPagesLeadsSomewhere() throws IOException {
        // Given
        List<String> broken = new ArrayList<>();

        // When
        for (Path page : pages()) {
            for (MatchResult link :
                    LINK.matcher(Files.readString(page)).results().toList()) {
                String target = link.group(1);
                if (!target.contains("://") && !Files.exists(page.resolveSibling(target))) {
                    broken.add(page + ": " + target);
                }
            }
        }

        // Then
        assertThat(broken).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> top = Files.list(Path.of("."));
                Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Path::toAbsolutePath)
                    .toList();
        }
    }

    private static List<Object> yamlBlocks(Path page) throws IOException {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return YAML_BLOCK
                .matcher(Files.readString(page))
                .results()
                .<Object>map(block -> yaml.load(block.group(1)))
                .toList();
    }

    private static Object at(Object map, String... path) {
        Object here = map;
        for (String key : path) {
            here = ((Map<?, ?>) here).get(key);
        }
        return here;
    }

    private static List<Integer> exitCodes(List<?> rules, String action) {
        return rules.stream()
                .filter(rule -> at(rule, "action").equals(action))
                .filter(rule -> ((Map<?, ?>) rule).containsKey("onExitCodes"))
                .flatMap(rule -> ((List<?>) at(rule, "onExitCodes", "values")).stream())
                .map(Integer.class::cast)
                .toList();
    }

    private static List<Integer> codes(Predicate<ExitCode> which) {
        return Arrays.stream(ExitCode.values())
                .filter(which)
                .map(ExitCode::code)
                .toList();
    }
}

package dev.stopover.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in a plan and how it is called; each reading method returns nothing and adds a problem when the value is of
 * another type.
 */
record YamlValue(YamlFile file, String name, Node node) {
    private static final String MAP = "Write { key: value, … }, or one line each \"key: value\".";
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    Position position() {
        return file.position(node.getStartMark());
    }

    void problem(String message, String remedy) {
        file.problems().add(position(), message, remedy);
    }

    /** Text, as opposed to a number or truth value. */
    Optional<String> text() {
        return scalar().filter(scalar -> scalar.getTag().equals(Tag.STR))
                .map(ScalarNode::getValue)
                .filter(text -> !text.isBlank())
                .or(() -> mustBe("text", "Write text" + (isScalar() ? ", in quotes if need be." : ".")));
    }

    /** Any scalar but null, as written. */
    Optional<String> anyScalar() {
        return scalar().filter(scalar -> !scalar.getTag().equals(Tag.NULL))
                .map(ScalarNode::getValue)
                .or(() -> mustBe("a single value", ""));
    }

    /** An SQL expression: text, or a plain number, true, false or null. */
    Optional<String> expression() {
        return scalar().filter(scalar -> !scalar.getValue().isBlank())
                .map(ScalarNode::getValue)
                .or(() -> mustBe("an SQL expression", "Write text; null for no value."));
    }

    Optional<Boolean> truth() {
        return scalar().filter(scalar -> scalar.getTag().equals(Tag.BOOL))
                .map(scalar -> scalar.getValue().toLowerCase(Locale.ROOT).equals("true"))
                .or(() -> mustBe("true or false", "Write " + name + ": true or " + name + ": false."));
    }

    Optional<BigDecimal> number() {
        return scalar().filter(scalar ->
                        scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT))
                .map(scalar -> new BigDecimal(scalar.getValue()))
                .or(() -> mustBe("a number", "Write a plain number such as 0.95."));
    }

    Optional<Integer> wholeNumber(int least) {
        return scalar().filter(scalar -> scalar.getTag().equals(Tag.INT)
                        && scalar.getValue().length() < 10
                        && Integer.parseInt(scalar.getValue()) >= least)
                .map(scalar -> Integer.parseInt(scalar.getValue()))
                .or(() -> mustBe("a whole number from " + least, "Write a plain number such as " + (least + 5) + "."));
    }

    Optional<Duration> duration() {
        return scalar().map(scalar -> DURATION.matcher(scalar.getValue()))
                .filter(Matcher::matches)
                .map(match -> unit(match.group(2)).multipliedBy(Long.parseLong(match.group(1))))
                .or(() -> mustBe("a duration", "Write a whole number and its unit: 500ms, 10s, 5m, 2h or 14d."));
    }

    private static Duration unit(String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> throw new IllegalArgumentException(unit);
        };
    }

    <E extends Enum<E>> Optional<E> oneOf(Class<E> type) {
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(YamlValue::word).toList();
        Optional<String> written = scalar().map(ScalarNode::getValue);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> written.filter(word(constant)::equals).isPresent())
                .findFirst()
                .or(() -> mustBe(
                        String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.get(words.size() - 1),
                        written.flatMap(text -> Suggestion.nearest(text, words))
                                .map(near -> "Did you mean \"" + near + "\"?")
                                .orElse("")));
    }

    /** How a plan writes the constant. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<YamlValue> list() {
        if (node instanceof SequenceNode) {
            return items();
        }
        mustBe("a list", "Write [ … ], or one line each beginning with \"- \".");
        return List.of();
    }

    /** A list, or a single value that stands for a list of one. */
    List<YamlValue> oneOrMore() {
        return node instanceof SequenceNode ? items() : List.of(this);
    }

    private List<YamlValue> items() {
        return ((SequenceNode) node)
                .getValue().stream()
                        .map(item -> new YamlValue(file, name, item))
                        .collect(Collectors.toUnmodifiableList());
    }

    /** @param what how messages call the thing that the keys describe */
    Optional<YamlMap> map(String what) {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new YamlMap(file, what, mapping));
        }
        return mustBe("a map", MAP);
    }

    /** An entry of a list, called by its kind and, if it has one, its name. */
    Optional<YamlMap> named(String kind) {
        if (node instanceof MappingNode mapping) {
            Optional<String> ownName = mapping.getValue().stream()
                    .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals("name"))
                    .map(entry -> entry.getValueNode())
                    .filter(ScalarNode.class::isInstance)
                    .map(value -> ((ScalarNode) value).getValue())
                    .findFirst();
            String what = ownName.map(text -> kind + " \"" + text + "\"").orElse("this " + kind);
            return Optional.of(new YamlMap(file, what, mapping));
        }
        problem("\"" + name + "\" holds " + found() + ", which is no " + kind + ".", MAP);
        return Optional.empty();
    }

    boolean isEmptyList() {
        return node instanceof SequenceNode sequence && sequence.getValue().isEmpty();
    }

    <T> Optional<T> mustBe(String expected, String remedy) {
        problem("\"" + name + "\" must be " + expected + ", not " + found() + ".", remedy);
        return Optional.empty();
    }

    private String found() {
        return scalar().map(scalar -> scalar.getTag().equals(Tag.NULL) ? "nothing" : quoted(scalar.getValue()))
                .orElse(node instanceof SequenceNode ? "a list" : "a map");
    }

    private boolean isScalar() {
        return node instanceof ScalarNode;
    }

    private Optional<ScalarNode> scalar() {
        return node instanceof ScalarNode scalar ? Optional.of(scalar) : Optional.empty();
    }

    private static String quoted(String text) {
        String line = text.lines().findFirst().orElse("");
        return "\"" + (line.length() > 60 ? line.substring(0, 60) + "…" : line) + "\"";
    }
}

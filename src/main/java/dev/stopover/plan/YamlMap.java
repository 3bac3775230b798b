package dev.stopover.plan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The keys that describe one thing in a plan; a key that is never asked for is a problem. */
final class YamlMap {
    private final YamlFile file;
    private final String what;
    private final MappingNode node;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    YamlMap(YamlFile file, String what, MappingNode node) {
        this.file = file;
        this.what = what;
        this.node = node;
        for (NodeTuple entry : node.getValue()) {
            addEntry(entry);
        }
    }

    private void addEntry(NodeTuple entry) {
        Node key = entry.getKeyNode();
        if (!(key instanceof ScalarNode scalar)) {
            file.problems()
                    .add(file.position(key.getStartMark()), "a key of " + what + " is not text.", "Write key: value.");
            return;
        }
        String name = scalar.getValue();
        NodeTuple earlier = entries.putIfAbsent(name, entry);
        if (earlier != null) {
            int line = earlier.getKeyNode().getStartMark().getLine() + 1;
            file.problems()
                    .add(
                            file.position(key.getStartMark()),
                            "\"" + name + "\" is there twice in " + what + "; the first is on line " + line + ".",
                            "Remove one of them.");
        }
    }

    Position position() {
        return file.position(node.getStartMark());
    }

    String what() {
        return what;
    }

    void problem(String message, String remedy) {
        file.problems().add(position(), message, remedy);
    }

    /** The value of an optional key. */
    Optional<YamlValue> value(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key)).map(entry -> new YamlValue(file, key, entry.getValueNode()));
    }

    /** The value of a key that must be there. */
    Optional<YamlValue> required(String key, String example) {
        Optional<YamlValue> value = value(key);
        if (value.isEmpty()) {
            problem(what + " has no \"" + key + "\".", "Add " + key + ": " + example + ".");
        }
        return value;
    }

    /** Where the key stands, or the whole map when it is not there. */
    Position position(String key) {
        NodeTuple entry = entries.get(key);
        return entry == null ? position() : file.position(entry.getKeyNode().getStartMark());
    }

    /** Every key with its value, for maps whose keys are the author's own names. */
    List<YamlValue> values() {
        asked.addAll(entries.keySet());
        return entries.entrySet().stream()
                .map(entry ->
                        new YamlValue(file, entry.getKey(), entry.getValue().getValueNode()))
                .toList();
    }

    /** Adds a problem for each key that nobody asked for; called when all were. */
    void refuseUnknownKeys() {
        entries.forEach((key, entry) -> {
            if (!asked.contains(key)) {
                file.problems()
                        .add(
                                file.position(entry.getKeyNode().getStartMark()),
                                "unknown key \"" + key + "\" in " + what + ".",
                                Suggestion.among(key, asked));
            }
        });
    }
}

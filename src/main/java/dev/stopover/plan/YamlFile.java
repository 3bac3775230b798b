package dev.stopover.plan;

import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * A YAML file being read: composed to nodes with their places, and nothing constructed from them.
 *
 * @param name what the file is called in messages
 */
record YamlFile(String name, Problems problems) {
    private static final int MOST_CHARACTERS = 1 << 20;

    /** The file's root node; absent, with a problem added, when this is no YAML or empty. */
    Optional<Node> compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setMaxAliasesForCollections(50);
        options.setNestingDepthLimit(20);
        try {
            Node root = new Composer(new ParserImpl(new StreamReader(text), options), new CoreSchema(), options)
                    .getSingleNode();
            if (root == null) {
                problems.add(start(), "the file is empty.", "Write at least: plan: <name> and phases: […].");
            }
            return Optional.ofNullable(root);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            problems.add(
                    mark == null ? start() : position(mark),
                    "this is not YAML: " + (e.getContext() == null ? "" : e.getContext() + ", ") + e.getProblem() + ".",
                    "Indent with spaces, and quote text that holds \": \" or begins with a special character.");
        } catch (YAMLException e) {
            problems.add(start(), "this is not YAML: " + e.getMessage(), "");
        }
        return Optional.empty();
    }

    Position start() {
        return new Position(name, 1, 1);
    }

    Position position(Mark mark) {
        return new Position(name, mark.getLine() + 1, mark.getColumn() + 1);
    }
}

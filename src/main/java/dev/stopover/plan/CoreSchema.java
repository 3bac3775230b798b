package dev.stopover.plan;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The types of plain scalars by the core schema of YAML 1.2, as editors see them: {@code yes} is text and {@code 22:00} no
 * number.
 */
final class CoreSchema extends Resolver {
    @Override
    protected void addImplicitResolvers() {
        addImplicitResolver(Tag.BOOL, Pattern.compile("true|True|TRUE|false|False|FALSE"), "tTfF");
        addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL"), "~nN\0");
        addImplicitResolver(Tag.NULL, Pattern.compile(""), null);
        addImplicitResolver(Tag.INT, Pattern.compile("[-+]?[0-9]+"), "-+0123456789");
        addImplicitResolver(
                Tag.FLOAT, Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"), "-+0123456789.");
    }
}

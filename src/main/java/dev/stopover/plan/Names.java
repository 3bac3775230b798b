package dev.stopover.plan;

import java.util.regex.Pattern;

/** The names of plans, phases and transfers, which appear in commands, folders and table names. */
final class Names {
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");
    private static final String REMEDY = "Use lower case letters, digits, - and _, with a letter first.";

    private Names() {}

    /** The map's {@code name}, or nothing, with a problem added, when there is no usable one. */
    static String read(YamlMap map) {
        return map.required("name", "<name>").map(Names::read).orElse("");
    }

    static String read(YamlValue value) {
        return value.text()
                .filter(text -> NAME.matcher(text).matches()
                        || value.mustBe("a name", REMEDY).isPresent())
                .orElse("");
    }
}

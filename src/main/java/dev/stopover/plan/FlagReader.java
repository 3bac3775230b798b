package dev.stopover.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the feature flags of a phase: {@code name: share}. */
final class FlagReader {
    private static final Pattern SHARE = Pattern.compile("(100|[0-9]{1,2}(?:\\.[0-9]{1,2})?)%");

    private FlagReader() {}

    static List<Flag> read(YamlMap map) {
        return map.values().stream().flatMap(value -> read(value).stream()).toList();
    }

    private static Optional<Flag> read(YamlValue value) {
        if (!Names.NAME.matcher(value.name()).matches()) {
            value.problem(
                    "the flag \"" + value.name() + "\" has no usable name.",
                    "Use lower case letters, digits, - and _, with a letter first.");
            return Optional.empty();
        }
        return value.anyScalar().flatMap(text -> {
            Matcher matcher = SHARE.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Flag(value.name(), new BigDecimal(matcher.group(1))))
                    : value.mustBe("a share from 0% to 100%", "Write for example 10%, 0.5% or 100%.");
        });
    }
}

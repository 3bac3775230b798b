package dev.stopover.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code expect}, {@code at-least} or {@code at-most}, of which there must be one. */
final class BoundReader {
    private BoundReader() {}

    static Bound read(YamlMap map, boolean limitsOnly) {
        Optional<Bound> expect = limitsOnly
                ? Optional.empty()
                : map.value("expect").flatMap(YamlValue::anyScalar).map(Bound.Expect::new);
        Optional<Bound> atLeast =
                map.value("at-least").flatMap(YamlValue::number).map(Bound.AtLeast::new);
        Optional<Bound> atMost = map.value("at-most").flatMap(YamlValue::number).map(Bound.AtMost::new);
        List<Bound> bounds =
                Stream.of(expect, atLeast, atMost).flatMap(Optional::stream).toList();
        List<String> keys = limitsOnly ? List.of("at-least", "at-most") : List.of("expect", "at-least", "at-most");
        long written = keys.stream().filter(key -> map.value(key).isPresent()).count();
        if (written != 1) {
            map.problem(
                    map.what() + " has " + (written == 0 ? "no bound" : "more than one bound") + ".",
                    "Write exactly one of " + String.join(", ", keys) + ".");
        }
        return bounds.isEmpty() ? new Bound.Expect("") : bounds.get(0);
    }
}

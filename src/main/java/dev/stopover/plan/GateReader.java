package dev.stopover.plan;

import dev.stopover.sql.SqlScript;
import dev.stopover.sql.SqlSyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one gate. */
final class GateReader {
    private static final List<String> KINDS = List.of("no-clients", "sql", "window");
    private static final Pattern WINDOW =
            Pattern.compile("([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2}) ([A-Za-z][A-Za-z0-9_+/-]*)");

    private GateReader() {}

    static Optional<Gate> read(YamlMap map) {
        List<YamlValue> kinds =
                KINDS.stream().flatMap(kind -> map.value(kind).stream()).toList();
        if (kinds.size() != 1) {
            map.problem(
                    map.what() + " has " + (kinds.isEmpty() ? "no kind" : "more than one kind") + ".",
                    "Write exactly one of " + String.join(", ", KINDS) + ".");
        }
        Optional<Gate> gate = kinds.isEmpty() ? Optional.empty() : ofKind(kinds.get(0), map);
        map.refuseUnknownKeys();
        return gate;
    }

    private static Optional<Gate> ofKind(YamlValue value, YamlMap map) {
        return switch (value.name()) {
            case "no-clients" -> {
                Duration quietFor =
                        map.value("quiet-for").flatMap(YamlValue::duration).orElse(Gate.NoClients.DEFAULT_QUIET);
                yield value.text().flatMap(text -> noClients(value, text, quietFor));
            }
            case "sql" -> {
                Optional<String> sql = SqlParts.query(value);
                Bound bound = BoundReader.read(map, false);
                yield sql.map(text -> new Gate.Sql(text, bound));
            }
            case "window" -> value.text().flatMap(text -> window(value, text));
            default -> throw new IllegalArgumentException(value.name());
        };
    }

    private static Optional<Gate> noClients(YamlValue value, String condition, Duration quietFor) {
        try {
            SqlScript.parse("no-clients", condition);
            return Optional.of(new Gate.NoClients(condition, quietFor));
        } catch (SqlSyntaxException e) {
            value.problem("\"no-clients\": " + e.problem(), e.remedy());
            return Optional.empty();
        }
    }

    private static Optional<Gate> window(YamlValue value, String text) {
        Matcher matcher = WINDOW.matcher(text);
        String example = "Write for example: 22:00-04:00 Europe/Berlin.";
        if (!matcher.matches()) {
            return value.mustBe("two times of day and a time zone", example);
        }
        try {
            LocalTime from = LocalTime.parse(matcher.group(1));
            LocalTime to = LocalTime.parse(matcher.group(2));
            ZoneId zone = ZoneId.of(matcher.group(3));
            return from.equals(to)
                    ? value.mustBe("a window that ends at another time than it begins", example)
                    : Optional.of(new Gate.Window(from, to, zone));
        } catch (DateTimeException e) {
            value.problem("\"window\" cannot be understood: " + e.getMessage() + ".", example);
            return Optional.empty();
        }
    }
}

package dev.stopover.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the queries that a plan names for comparison. */
final class QueryReader {
    private QueryReader() {}

    static List<Query> read(List<YamlValue> values, Problems problems) {
        List<Query> queries = new ArrayList<>();
        Map<String, Position> names = new HashMap<>();
        for (YamlValue value : values) {
            value.named("query").ifPresent(map -> {
                Query query = query(map);
                Position first = names.putIfAbsent(query.name(), value.position());
                if (first != null && !query.name().isEmpty()) {
                    problems.add(
                            value.position(),
                            "there are two queries \"" + query.name() + "\"; the first is on line " + first.line()
                                    + ".",
                            "Rename one of them.");
                }
                queries.add(query);
            });
        }
        return queries;
    }

    private static Query query(YamlMap map) {
        String name = map.required("name", "<what the application asks>")
                .flatMap(YamlValue::text)
                .orElse("");
        Optional<String> parameters = map.value("parameters").flatMap(SqlParts::query);
        String before = map.required("before", "<query of the old schema>")
                .flatMap(SqlParts::query)
                .orElse("");
        String after = map.required("after", "<query of the new schema>")
                .flatMap(SqlParts::query)
                .orElse("");
        Optional<BigDecimal> atMost = map.value("at-most").flatMap(QueryReader::times);
        map.refuseUnknownKeys();
        return new Query(name, parameters, before, after, atMost);
    }

    private static Optional<BigDecimal> times(YamlValue value) {
        return value.anyScalar().flatMap(text -> {
            Optional<BigDecimal> times = text.matches("[0-9]{1,6}(\\.[0-9]{1,3})?x") && !text.matches("0*(\\.0*)?x")
                    ? Optional.of(new BigDecimal(text.substring(0, text.length() - 1)))
                    : Optional.empty();
            return times.isPresent()
                    ? times
                    : value.mustBe("a multiple of the time before", "Write for example 1.05x.");
        });
    }
}

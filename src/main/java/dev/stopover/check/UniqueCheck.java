package dev.stopover.check;

import dev.stopover.database.Identifier;
import dev.stopover.plan.Check;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** No two rows have the same value of the expressions; as in a unique index, a null equals nothing. */
final class UniqueCheck {
    private UniqueCheck() {}

    static Finding evaluate(Connection connection, Check.Unique check) throws SQLException {
        List<String> expressions = check.expressions();
        List<String> values = IntStream.rangeClosed(1, expressions.size())
                .mapToObj(i -> "e" + i)
                .toList();
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < expressions.size(); i++) {
            named.put(expressions.get(i), "d." + values.get(i));
        }
        String sql = """
                select count(*) over (), %1$s || ' (' || d.n || ' rows)'
                from (
                  select %2$s, count(*) as n
                  from (
                    select %3$s
                    from %4$s) as t (%2$s)
                  where %5$s
                  group by %2$s
                  having count(*) > 1) as d
                order by %2$s
                limit %6$d
                """.formatted(
                RowLabel.sql(named),
                String.join(", ", values),
                expressions.stream().map(e -> "(" + e + ")").collect(Collectors.joining(", ")),
                Identifier.quote(check.table()),
                values.stream().map(value -> "t." + value + " is not null").collect(Collectors.joining(" and ")),
                Finding.MOST_KEYS);
        return FirstKeys.read(connection, sql).finding("no duplicates", "duplicate value");
    }
}

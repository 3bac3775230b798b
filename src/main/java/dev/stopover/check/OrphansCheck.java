package dev.stopover.check;

import dev.stopover.database.Identifier;
import dev.stopover.plan.Check;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every reference whose columns are all non-null finds its row, as a foreign key with MATCH SIMPLE would demand. */
final class OrphansCheck {
    private OrphansCheck() {}

    static Finding evaluate(Connection connection, Check.Orphans check) throws SQLException {
        List<String> label = new ArrayList<>(primaryKey(connection, check));
        check.columns().stream().filter(column -> !label.contains(column)).forEach(label::add);
        String sql = """
                select count(*) over (), %s
                from %s as t
                where %s
                  and not exists (
                    select
                    from %s as r
                    where %s)
                order by %s
                limit %d
                """.formatted(
                RowLabel.sql("t", label),
                Identifier.quote(check.table()),
                each(check, "t.%s is not null"),
                Identifier.quote(check.references()),
                each(check, "r.%2$s = t.%1$s"),
                label.stream().map(column -> "t." + Identifier.quote(column)).collect(Collectors.joining(", ")),
                Finding.MOST_KEYS);
        return FirstKeys.read(connection, sql).finding("no orphans", "orphan");
    }

    private static String each(Check.Orphans check, String condition) {
        return IntStream.range(0, check.columns().size())
                .mapToObj(i -> condition.formatted(
                        Identifier.quote(check.columns().get(i)),
                        Identifier.quote(check.keys().get(i))))
                .collect(Collectors.joining(" and "));
    }

    private static List<String> primaryKey(Connection connection, Check.Orphans check) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select a.attname
                from pg_index i
                cross join unnest(i.indkey) with ordinality as k (attnum, position)
                join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                where i.indrelid = ?::regclass
                  and i.indisprimary
                order by k.position
                """)) {
            statement.setString(1, Identifier.quote(check.table()));
            List<String> columns = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
            return columns;
        }
    }
}

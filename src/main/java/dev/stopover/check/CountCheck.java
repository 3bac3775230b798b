package dev.stopover.check;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.database.Relation;
import dev.stopover.mapping.Claims;
import dev.stopover.plan.Check;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The target has exactly as many rows as its transfers' sources must have produced, merged ones counted once. Where it
 * held rows before the first of them, it may have others, too, but must have these.
 */
final class CountCheck {
    private final Connection connection;
    private final Relation target;
    private final List<Column> key;
    private final String names;
    private final String claims;
    private final String allowedClaims;
    private final long rejected;
    private final boolean targetHeldRows;

    private CountCheck(Connection connection, List<Checked> transfers) {
        this.connection = connection;
        this.target = transfers.get(0).bound().target();
        this.key = transfers.get(0).bound().targetKey();
        this.names = names(transfers);
        this.claims = transfers.stream().map(Checked::claims).collect(Collectors.joining("union all\n"));
        this.allowedClaims = transfers.stream().map(Checked::allowedClaims).collect(Collectors.joining("union all\n"));
        this.rejected = transfers.stream()
                .mapToLong(transfer -> transfer.rejected().rows())
                .sum();
        this.targetHeldRows = transfers.get(0).targetHeldRows();
    }

    static Finding evaluate(Connection connection, Bindings bindings, Check.Count check) throws SQLException {
        List<Checked> transfers = new ArrayList<>();
        for (String name : check.transfers()) {
            transfers.add(bindings.checked(name));
        }
        if (transfers.stream()
                        .map(transfer -> transfer.bound().target().oid())
                        .distinct()
                        .count()
                != 1) {
            return Finding.failed(
                    "one target",
                    "several targets",
                    names(transfers) + " fill different tables; count each by itself.");
        }
        return new CountCheck(connection, transfers).evaluate();
    }

    private Finding evaluate() throws SQLException {
        long expected;
        long actual;
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery("""
                    select
                      (select count(*) from (select distinct * from (%s) as every) as claimed),
                      (select count(*) from %s)
                    """.formatted(claims, target.quoted()))) {
                row.next();
                expected = row.getLong(1);
                actual = row.getLong(2);
            }
        }
        if (expected == actual && rejected == 0) {
            return Finding.of(true, rows(expected), rows(actual));
        }
        FirstKeys extra = FirstKeys.read(connection, extraRows());
        FirstKeys missing = FirstKeys.read(connection, missingRows());
        String left = new Rejected(0, rejected).sentence().orElse("");
        if (missing.count() == 0 && (extra.count() == 0 || targetHeldRows)) {
            String others = extra.count() == 0
                    ? ""
                    : rows(extra.count()) + " there come from no row of " + names + "; the table held rows before.";
            return new Finding(true, rows(expected), rows(actual), (others + " " + left).strip(), List.of());
        }
        List<String> keys = new ArrayList<>(missing.labels());
        extra.labels().stream().limit(Finding.MOST_KEYS - keys.size()).forEach(keys::add);
        return new Finding(
                false,
                rows(expected),
                rows(actual),
                "%s that %s must produce are not in %s; %s there come from no row of theirs. %s"
                        .formatted(rows(missing.count()), names, target, rows(extra.count()), left)
                        .strip(),
                keys);
    }

    private String extraRows() {
        return """
                select count(*) over (), %s || ' comes from no source row'
                from %s as t
                where not exists (
                  select
                  from (%s) as c
                  where %s)
                order by %s
                limit %d
                """.formatted(
                        label("t", false), target.quoted(), allowedClaims, join(), columns("t"), Finding.MOST_KEYS);
    }

    private String missingRows() {
        return """
                select count(*) over (), %s || ' is not there'
                from (select distinct * from (%s) as every) as c
                where not exists (
                  select
                  from %s as t
                  where %s)
                order by %s
                limit %d
                """.formatted(
                        label("c", true),
                        claims,
                        target.quoted(),
                        join(),
                        String.join(", ", Claims.keys("c", key.size())),
                        Finding.MOST_KEYS);
    }

    private String label(String alias, boolean claimed) {
        Map<String, String> named = new LinkedHashMap<>();
        List<String> claimedKeys = Claims.keys(alias, key.size());
        for (int i = 0; i < key.size(); i++) {
            String name = key.get(i).name();
            named.put(name, claimed ? claimedKeys.get(i) : alias + "." + Identifier.quote(name));
        }
        return RowLabel.sql(named);
    }

    private String join() {
        List<String> claimed = Claims.keys("c", key.size());
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            conditions.add("t." + Identifier.quote(key.get(i).name()) + " = " + claimed.get(i));
        }
        return String.join(" and ", conditions);
    }

    private String columns(String alias) {
        return key.stream()
                .map(column -> alias + "." + Identifier.quote(column.name()))
                .collect(Collectors.joining(", "));
    }

    private static String names(List<Checked> transfers) {
        return transfers.stream()
                .map(transfer -> transfer.bound().transfer().name())
                .collect(Collectors.joining(", "));
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : count + " rows";
    }
}

package dev.stopover.plan;

import dev.stopover.plan.Transfer.Follow;
import dev.stopover.plan.Transfer.Join;
import dev.stopover.plan.Transfer.OnConflict;
import dev.stopover.plan.Transfer.Reverse;
import dev.stopover.plan.Transfer.Sync;
import dev.stopover.sql.ExpressionList;
import dev.stopover.sql.SqlSyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one transfer and checks what can be seen in it alone. */
final class TransferReader {
    /** What expressions of "reverse" call the target's row. */
    private static final String TARGET = "n";

    private static final Pattern FOLLOW = Pattern.compile("\\s*([^()\\s]+)\\s*\\((.*)\\)\\s*", Pattern.DOTALL);

    private final YamlMap map;
    private final Problems problems;
    private final String name;
    private final String what;
    private final Map<String, Position> places = new HashMap<>();
    private final Set<String> aliases = new LinkedHashSet<>();
    private boolean sourceKnown;

    private TransferReader(YamlMap map, Problems problems) {
        this.map = map;
        this.problems = problems;
        this.name = Names.read(map);
        this.what = map.what();
    }

    static PlacedTransfer read(YamlMap map, Problems problems) {
        return new TransferReader(map, problems).read();
    }

    private PlacedTransfer read() {
        SqlParts.Source from = place("from", map.required("from", "<table> <alias>"))
                .flatMap(SqlParts::source)
                .orElse(new SqlParts.Source(new TableName(Optional.empty(), ""), ""));
        sourceKnown = !from.alias().isEmpty();
        addAlias(from.alias(), map.position("from"));
        List<String> key = columnNames(place("key", map.value("key")));
        List<Join> joins = joins();
        List<Follow> follows = follows();
        TableName into = place("into", map.required("into", "<table>"))
                .flatMap(SqlParts::table)
                .orElse(new TableName(Optional.empty(), ""));
        Optional<OnConflict> onConflict =
                place("on-conflict", map.value("on-conflict")).flatMap(this::onConflict);
        Map<String, String> columns = columns(onConflict);
        Map<String, String> dropped = dropped();
        Optional<String> where = map.value("where").flatMap(this::where);
        Sync sync = place("sync", map.value("sync")).flatMap(this::sync).orElse(new Sync.Generated());
        Reverse reverse =
                place("reverse", map.value("reverse")).flatMap(this::reverse).orElse(new Reverse.Derived());
        map.refuseUnknownKeys();
        Transfer transfer = new Transfer(
                name,
                from.table(),
                from.alias(),
                key,
                joins,
                follows,
                into,
                columns,
                dropped,
                where,
                onConflict,
                sync,
                reverse,
                map.position());
        return new PlacedTransfer(transfer, places);
    }

    private Optional<YamlValue> place(String path, Optional<YamlValue> value) {
        value.ifPresent(found -> places.put(path, found.position()));
        return value;
    }

    private ExpressionRules rules() {
        return new ExpressionRules(sourceKnown ? Set.copyOf(aliases) : Set.of(), problems);
    }

    private void addAlias(String alias, Position position) {
        if (!alias.isEmpty() && !aliases.add(alias)) {
            problems.add(
                    position,
                    "the alias \"" + alias + "\" is used twice in " + what + ".",
                    "Give each table, join and follow an alias of its own.");
        }
    }

    private List<String> columnNames(Optional<YamlValue> value) {
        List<String> names = new ArrayList<>();
        value.ifPresent(list -> {
            List<YamlValue> items = list.list();
            if (list.isEmptyList()) {
                list.problem("\"" + list.name() + "\" of " + what + " names no column.", "Name at least one column.");
            }
            for (YamlValue item : items) {
                item.text().map(SqlParts::column).ifPresent(column -> {
                    if (names.contains(column)) {
                        item.problem("the column \"" + column + "\" is listed twice.", "Remove one of them.");
                    }
                    names.add(column);
                });
            }
        });
        return names;
    }

    private List<Join> joins() {
        List<Join> joins = new ArrayList<>();
        map.value("join").flatMap(value -> value.map("\"join\" of " + what)).ifPresent(byAlias -> {
            for (YamlValue value : byAlias.values()) {
                place("join." + value.name(), Optional.of(value));
                addAlias(value.name(), value.position());
                value.map("join \"" + value.name() + "\"").ifPresent(join -> joins.add(join(value.name(), join)));
            }
        });
        return joins;
    }

    private Join join(String alias, YamlMap join) {
        TableName table =
                join.required("table", "<table>").flatMap(SqlParts::table).orElse(new TableName(Optional.empty(), ""));
        Optional<YamlValue> on = join.required("on", alias + ".<column> = <alias>.<column>");
        Optional<String> condition = on.flatMap(YamlValue::text);
        condition.ifPresent(expression -> {
            Position position = on.orElseThrow().position();
            rules().check(position, "\"on\" of join \"" + alias + "\"", expression, true);
        });
        Join.Type type = join.value("type")
                .flatMap(value -> value.oneOf(Join.Type.class))
                .orElse(Join.Type.INNER);
        boolean fixed = join.value("static").flatMap(YamlValue::truth).orElse(false);
        join.refuseUnknownKeys();
        return new Join(alias, table, condition.orElse(""), type, fixed);
    }

    private List<Follow> follows() {
        List<Follow> follows = new ArrayList<>();
        ExpressionRules before = rules();
        map.value("follow").flatMap(value -> value.map("\"follow\" of " + what)).ifPresent(byAlias -> {
            for (YamlValue value : byAlias.values()) {
                place("follow." + value.name(), Optional.of(value));
                addAlias(value.name(), value.position());
                value.text().flatMap(text -> follow(value, text, before)).ifPresent(follows::add);
            }
        });
        return follows;
    }

    private Optional<Follow> follow(YamlValue value, String text, ExpressionRules rules) {
        Matcher matcher = FOLLOW.matcher(text);
        if (!matcher.matches()) {
            return value.mustBe(
                    "a transfer and the key of its source row",
                    "Write for example: " + value.name() + ": customers(b.customer_id).");
        }
        String label = "follow \"" + value.name() + "\"";
        try {
            List<String> expressions = ExpressionList.split(matcher.group(2));
            for (String expression : expressions) {
                if (expression.isEmpty()) {
                    value.problem(label + " has an empty expression.", "Name one value for each key column.");
                } else {
                    rules.check(value.position(), label, expression, true);
                }
            }
            return Optional.of(new Follow(value.name(), matcher.group(1), expressions));
        } catch (SqlSyntaxException e) {
            value.problem(label + ": " + e.problem(), e.remedy());
            return Optional.empty();
        }
    }

    private Map<String, String> columns(Optional<OnConflict> onConflict) {
        Map<String, String> columns = new LinkedHashMap<>();
        Optional<YamlMap> written = map.required("columns", "{ <target column>: <expression>, … }")
                .flatMap(value -> value.map("\"columns\" of " + what));
        for (YamlValue value : written.map(YamlMap::values).orElse(List.of())) {
            String column = SqlParts.column(value.name());
            value.expression().ifPresent(expression -> {
                String label = "column \"" + column + "\"";
                boolean merges = onConflict
                        .filter(conflict -> conflict.columns().contains(column))
                        .isPresent();
                rules().check(
                                value.position(),
                                merges ? label + ", by which rows are merged," : label,
                                expression,
                                merges);
                columns.put(column, expression);
            });
        }
        written.filter(found -> found.values().isEmpty())
                .ifPresent(found -> found.problem(found.what() + " is empty.", "Name at least the target's key."));
        for (String column : onConflict.map(OnConflict::columns).orElse(List.of())) {
            if (written.isPresent() && !columns.containsKey(column)) {
                problems.add(
                        map.position("on-conflict"),
                        "\"on-conflict\" names \"" + column + "\", which is not under \"columns\".",
                        Suggestion.among(column, columns.keySet()));
            }
        }
        return columns;
    }

    private Optional<String> where(YamlValue value) {
        Optional<String> where = value.text();
        where.ifPresent(expression -> rules().check(value.position(), "\"where\" of " + what, expression, true));
        return where;
    }

    private Map<String, String> dropped() {
        Map<String, String> dropped = new LinkedHashMap<>();
        map.value("drop")
                .flatMap(value -> value.map("\"drop\" of " + what))
                .ifPresent(reasons -> reasons.values()
                        .forEach(value ->
                                value.text().ifPresent(reason -> dropped.put(SqlParts.column(value.name()), reason))));
        return dropped;
    }

    private Optional<Sync> sync(YamlValue value) {
        return value.map("\"sync\" of " + what).flatMap(sync -> {
            Optional<String> reason = sync.required("none", "<reason>").flatMap(YamlValue::text);
            sync.refuseUnknownKeys();
            return reason.map(Sync.None::new);
        });
    }

    private Optional<Reverse> reverse(YamlValue value) {
        return value.map("\"reverse\" of " + what).flatMap(reverse -> {
            Optional<YamlValue> none = reverse.value("none");
            if (none.isPresent()) {
                reverse.refuseUnknownKeys();
                return none.orElseThrow().text().map(Reverse.None::new);
            }
            Map<String, String> columns = new LinkedHashMap<>();
            for (YamlValue column : reverse.values()) {
                column.expression().ifPresent(expression -> {
                    new ExpressionRules(Set.of(TARGET), problems)
                            .check(column.position(), "reverse \"" + column.name() + "\"", expression, true);
                    columns.put(SqlParts.column(column.name()), expression);
                });
            }
            if (reverse.values().isEmpty()) {
                reverse.problem(
                        reverse.what() + " is empty.",
                        "Write { <source column>: <expression over n> } or { none: <reason> }.");
            }
            return Optional.of(new Reverse.Columns(columns));
        });
    }

    private Optional<OnConflict> onConflict(YamlValue value) {
        return value.map("\"on-conflict\" of " + what).map(conflict -> {
            List<String> columns = columnNames(conflict.required("columns", "[<column>, …]"));
            conflict.required("keep", "existing")
                    .filter(keep -> keep.text().filter("existing"::equals).isEmpty())
                    .ifPresent(
                            keep -> keep.mustBe("existing", "The row that is there stays; nothing else is known yet."));
            conflict.refuseUnknownKeys();
            return new OnConflict(columns);
        });
    }
}

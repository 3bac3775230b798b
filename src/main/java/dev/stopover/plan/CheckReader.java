package dev.stopover.plan;

import dev.stopover.sql.ExpressionList;
import dev.stopover.sql.SqlSyntaxException;
import dev.stopover.sql.Token;
import dev.stopover.sql.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one check. */
final class CheckReader {
    private static final List<String> KINDS =
            List.of("sql", "count", "equal", "checksum", "orphans", "unique", "entities");
    private static final Pattern TABLE_AND_LIST = Pattern.compile("([^()]+)\\((.*)\\)\\s*", Pattern.DOTALL);

    private CheckReader() {}

    /** A transfer that a check names, and where. */
    record TransferUse(YamlValue value, String transfer) {}

    /**
     * @param uses receives the transfers that the check names
     * @return absent, with a problem added, when the check is of no kind
     */
    static Optional<Check> read(YamlMap map, List<TransferUse> uses) {
        String name = map.required("name", "<what must hold>")
                .flatMap(YamlValue::text)
                .orElse("");
        List<YamlValue> kinds =
                KINDS.stream().flatMap(kind -> map.value(kind).stream()).toList();
        if (kinds.size() != 1) {
            map.problem(
                    map.what() + " has " + (kinds.isEmpty() ? "no kind" : "more than one kind") + ".",
                    "Write exactly one of " + String.join(", ", KINDS) + ".");
        }
        Optional<Check> check = kinds.isEmpty() ? Optional.empty() : ofKind(name, kinds.get(0), map, uses);
        map.refuseUnknownKeys();
        return check;
    }

    private static Optional<Check> ofKind(String name, YamlValue value, YamlMap map, List<TransferUse> uses) {
        return switch (value.name()) {
            case "sql" -> {
                Optional<String> sql = SqlParts.query(value);
                Bound bound = BoundReader.read(map, false);
                yield sql.map(text -> new Check.Sql(name, text, bound));
            }
            case "count" -> {
                List<String> transfers = new ArrayList<>();
                value.oneOrMore().forEach(item -> transfer(item, uses).ifPresent(transfers::add));
                if (transfers.isEmpty()) {
                    value.mustBe("a transfer or a list of transfers", "Name the transfers into one table.");
                }
                yield Optional.of(new Check.Count(name, transfers));
            }
            case "equal" -> transfer(value, uses).map(transfer -> new Check.Equal(name, transfer));
            case "checksum" -> transfer(value, uses).map(transfer -> new Check.Checksum(name, transfer));
            case "orphans" -> value.text().flatMap(text -> orphans(name, value, text));
            case "unique" -> value.text().flatMap(text -> unique(name, value, text));
            case "entities" -> value.text().map(unit -> new Check.Entities(name, unit));
            default -> throw new IllegalArgumentException(value.name());
        };
    }

    private static Optional<String> transfer(YamlValue value, List<TransferUse> uses) {
        Optional<String> name = value.text();
        name.ifPresent(transfer -> uses.add(new TransferUse(value, transfer)));
        return name;
    }

    private static Optional<Check> orphans(String name, YamlValue value, String text) {
        TokenCursor cursor = SqlParts.cursor(text);
        Optional<TableName> table = cursor.name().map(SqlParts::tableName);
        List<String> columns = columns(cursor);
        boolean references = cursor.accept("references");
        Optional<TableName> target = cursor.name().map(SqlParts::tableName);
        List<String> keys = columns(cursor);
        boolean complete = references && cursor.atEnd() && !columns.isEmpty() && columns.size() == keys.size();
        if (table.isEmpty() || target.isEmpty() || !complete) {
            return value.mustBe(
                    "a reference", "Write for example: orphans: \"new_bookings(customer_id) references users(id)\".");
        }
        return Optional.of(new Check.Orphans(name, table.get(), columns, target.get(), keys));
    }

    private static List<String> columns(TokenCursor cursor) {
        List<Token> list = cursor.bracketed().orElse(List.of());
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            boolean expected =
                    i % 2 == 0 ? list.get(i).isIdentifier() : list.get(i).isPunctuation(",");
            if (!expected) {
                return List.of();
            }
            if (i % 2 == 0) {
                columns.add(list.get(i).identifier());
            }
        }
        return columns;
    }

    private static Optional<Check> unique(String name, YamlValue value, String text) {
        Matcher matcher = TABLE_AND_LIST.matcher(text);
        try {
            if (matcher.matches()) {
                TokenCursor cursor = SqlParts.cursor(matcher.group(1));
                Optional<TableName> table =
                        cursor.name().map(SqlParts::tableName).filter(found -> cursor.atEnd());
                List<String> expressions = ExpressionList.split(matcher.group(2));
                if (table.isPresent() && expressions.stream().noneMatch(String::isEmpty)) {
                    return Optional.of(new Check.Unique(name, table.get(), expressions));
                }
            }
        } catch (SqlSyntaxException e) {
            value.problem("\"unique\": " + e.problem(), e.remedy());
            return Optional.empty();
        }
        return value.mustBe("a table and its columns", "Write for example: unique: \"users(lower(email))\".");
    }
}

package dev.stopover.plan;

import dev.stopover.sql.Lexer;
import dev.stopover.sql.ObjectName;
import dev.stopover.sql.SqlScript;
import dev.stopover.sql.SqlStatement;
import dev.stopover.sql.SqlSyntaxException;
import dev.stopover.sql.Token;
import dev.stopover.sql.TokenCursor;
import java.util.List;
import java.util.Optional;

/** Reads the small pieces of SQL that plans hold beside expressions: table names, column names and queries. */
final class SqlParts {
    private static final List<String> QUERY_WORDS = List.of("select", "with", "values", "table");

    private SqlParts() {}

    /** A table and the alias by which expressions call it; its own name when none is given. */
    record Source(TableName table, String alias) {}

    static Optional<TableName> table(YamlValue value) {
        return value.text().flatMap(text -> {
            TokenCursor cursor = cursor(text);
            Optional<TableName> table = cursor.name().map(SqlParts::tableName).filter(name -> cursor.atEnd());
            return table.or(() -> value.mustBe("a table's name", "Write a name or schema.name."));
        });
    }

    static Optional<Source> source(YamlValue value) {
        return value.text().flatMap(text -> {
            TokenCursor cursor = cursor(text);
            Optional<TableName> table = cursor.name().map(SqlParts::tableName);
            cursor.accept("as");
            Optional<Source> source =
                    table.map(name -> new Source(name, cursor.identifier().orElse(name.name())));
            return source.filter(found -> cursor.atEnd())
                    .or(() -> value.mustBe("a table and its alias", "Write for example: from: bookings b."));
        });
    }

    /** A column's name as in the catalog; quotes around it are the author's habit and no part of it. */
    static String column(String written) {
        boolean quoted = written.length() > 2 && written.startsWith("\"") && written.endsWith("\"");
        return quoted ? written.substring(1, written.length() - 1).replace("\"\"", "\"") : written;
    }

    /** A text that must be one query. */
    static Optional<String> query(YamlValue value) {
        Optional<String> text = value.text();
        text.ifPresent(sql -> {
            try {
                List<SqlStatement> statements = SqlScript.parse("sql", sql).statements();
                boolean query = statements.size() == 1 && beginsQuery(statements.get(0));
                if (!query) {
                    value.mustBe("one query", "Write a single select without a semicolon behind it.");
                }
            } catch (SqlSyntaxException e) {
                value.problem("\"" + value.name() + "\": " + e.problem(), e.remedy());
            }
        });
        return text;
    }

    private static boolean beginsQuery(SqlStatement statement) {
        Token first = Lexer.significant("sql", statement.text()).get(0);
        return first.isPunctuation("(") || QUERY_WORDS.stream().anyMatch(first::isWord);
    }

    static TableName tableName(ObjectName name) {
        return new TableName(name.schema(), name.name());
    }

    /** A cursor over the text; over nothing when it cannot be taken apart, which no caller accepts. */
    static TokenCursor cursor(String text) {
        try {
            return new TokenCursor(Lexer.significant("name", text));
        } catch (SqlSyntaxException e) {
            return new TokenCursor(List.of());
        }
    }
}

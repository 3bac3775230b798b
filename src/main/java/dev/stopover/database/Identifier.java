package dev.stopover.database;

import dev.stopover.plan.TableName;
import java.util.Collection;
import java.util.stream.Collectors;

/** Quotes identifiers; every identifier that Stopover itself writes into a statement goes through here. */
public final class Identifier {
    private Identifier() {}

    /** The identifier in double quotes, with double quotes inside doubled. */
    public static String quote(String identifier) {
        if (identifier.isEmpty() || identifier.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not an identifier: '" + identifier + "'");
        }
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** The table's name, quoted, with its schema when it has one. */
    public static String quote(TableName table) {
        return table.schema().map(schema -> quote(schema) + ".").orElse("") + quote(table.name());
    }

    /** Quoted identifiers separated by commas. */
    public static String list(Collection<String> identifiers) {
        return identifiers.stream().map(Identifier::quote).collect(Collectors.joining(", "));
    }

    /** The text as an SQL string literal, for the few places where a value cannot be bound. */
    public static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
    }
}

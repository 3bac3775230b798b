package dev.stopover.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The tables that a script drops, alters, empties or writes to, as far as its text names them. Names that a function
 * computes ({@code execute format(…)}) cannot be seen.
 *
 * @param droppedSchemas schemas that the script drops, with whatever is in them
 * @param searchPathChanges whether the script changes the search path, so that a name without a schema may mean a table
 *     of any schema
 */
public record TouchedNames(Set<ObjectName> tables, Set<String> droppedSchemas, boolean searchPathChanges) {
    private static final List<String> BODY_STARTS = List.of("begin", "then", "else", "loop");

    public TouchedNames {
        tables = Set.copyOf(tables);
        droppedSchemas = Set.copyOf(droppedSchemas);
    }

    /**
     * Reads a script.
     *
     * @throws SqlSyntaxException when the text cannot be cut into statements
     */
    public static TouchedNames of(String file, String text) {
        Set<ObjectName> tables = new LinkedHashSet<>();
        Set<String> schemas = new LinkedHashSet<>();
        for (SqlStatement statement : SqlScript.parse(file, text).statements()) {
            new Scan(tables, schemas).statement(Lexer.significant(file, statement.text()), file);
        }
        return new TouchedNames(tables, schemas, text.toLowerCase(Locale.ROOT).contains("search_path"));
    }

    private record Scan(Set<ObjectName> tables, Set<String> schemas) {
        void statement(List<Token> tokens, String file) {
            commands(tokens, false);
            body(tokens).ifPresent(code -> commands(Lexer.significant(file, code), true));
        }

        /** Looks where a command can begin: at the start, in a bracket ({@code with}), behind one, in a body. */
        private void commands(List<Token> tokens, boolean inBody) {
            for (int i = 0; i < tokens.size(); i++) {
                if (i == 0 || mayBeginBehind(tokens.get(i - 1), inBody)) {
                    command(new TokenCursor(tokens.subList(i, tokens.size())));
                }
            }
        }

        private static boolean mayBeginBehind(Token token, boolean inBody) {
            return token.isPunctuation("(")
                    || token.isPunctuation(")")
                    || (inBody
                            && (token.isPunctuation(";") || BODY_STARTS.stream().anyMatch(token::isWord)));
        }

        private void command(TokenCursor cursor) {
            if (cursor.accept("drop", "table")) {
                cursor.accept("if", "exists");
                names(cursor);
            } else if (cursor.accept("drop", "schema")) {
                cursor.accept("if", "exists");
                each(cursor, () -> cursor.identifier().ifPresent(schemas::add));
            } else if (cursor.accept("truncate")) {
                cursor.accept("table");
                names(cursor);
            } else if (cursor.accept("alter", "table")) {
                cursor.accept("if", "exists");
                name(cursor, tables::add);
            } else if (cursor.accept("update")
                    || cursor.accept("delete", "from")
                    || cursor.accept("insert", "into")
                    || cursor.accept("merge", "into")) {
                name(cursor, tables::add);
            } else if (cursor.accept("copy")) {
                copy(cursor);
            }
        }

        private void copy(TokenCursor cursor) {
            cursor.name().ifPresent(name -> {
                cursor.bracketed();
                if (cursor.accept("from")) {
                    tables.add(name);
                }
            });
        }

        private void names(TokenCursor cursor) {
            each(cursor, () -> name(cursor, tables::add));
        }

        private static void each(TokenCursor cursor, Runnable one) {
            do {
                one.run();
            } while (cursor.acceptMark(","));
        }

        private static void name(TokenCursor cursor, Consumer<ObjectName> found) {
            cursor.accept("only");
            cursor.name().ifPresent(found);
            if (cursor.peek().filter(token -> token.text().equals("*")).isPresent()) {
                cursor.skip();
            }
        }

        /** The code of a {@code do} statement in plpgsql. */
        private static Optional<String> body(List<Token> tokens) {
            TokenCursor cursor = new TokenCursor(tokens);
            if (!cursor.accept("do") || isInAnotherLanguage(tokens)) {
                return Optional.empty();
            }
            return tokens.stream()
                    .filter(token -> token.kind() == TokenKind.STRING)
                    .map(token -> unquoted(token.text()))
                    .findFirst();
        }

        private static boolean isInAnotherLanguage(List<Token> tokens) {
            TokenCursor cursor = new TokenCursor(tokens);
            return cursor.skipBehind("language") && !cursor.accept("plpgsql");
        }

        private static String unquoted(String string) {
            if (string.startsWith("$")) {
                int quote = string.indexOf('$', 1) + 1;
                return string.substring(quote, string.length() - quote);
            }
            return string.substring(string.indexOf('\'') + 1, string.length() - 1)
                    .replace("''", "'");
        }
    }
}

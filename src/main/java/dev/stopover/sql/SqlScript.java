package dev.stopover.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A file of SQL, cut into its statements. */
public record SqlScript(String file, List<SqlStatement> statements) {
    public SqlScript {
        statements = List.copyOf(statements);
    }

    /**
     * Cuts a text at its semicolons, but not inside brackets, quotes or an SQL-standard function body.
     *
     * @throws SqlSyntaxException when a quote, comment, bracket or body is never closed
     */
    public static SqlScript parse(String file, String text) {
        List<SqlStatement> statements = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        Deque<Token> open = new ArrayDeque<>();
        for (Token token : Lexer.significant(file, text)) {
            if (token.isPunctuation(";") && open.isEmpty()) {
                complete(text, current, statements);
                continue;
            }
            current.add(token);
            if (TokenCursor.depthChange(token) > 0 || opensBody(current, open)) {
                open.push(token);
            } else if (TokenCursor.depthChange(token) < 0) {
                if (open.isEmpty() || TokenCursor.depthChange(open.peek()) == 0) {
                    throw error(file, token, "this bracket was never opened.", "Remove it, or open one before it.");
                }
                open.pop();
            } else if (token.isWord("end") && !open.isEmpty() && TokenCursor.depthChange(open.peek()) == 0) {
                open.pop();
            }
        }
        if (!open.isEmpty()) {
            boolean bracket = TokenCursor.depthChange(open.peek()) > 0;
            throw error(
                    file,
                    open.peek(),
                    bracket
                            ? "this bracket is never closed."
                            : "this " + open.peek().text() + " has no end.",
                    bracket ? "Add the closing bracket." : "Close it with end.");
        }
        complete(text, current, statements);
        return new SqlScript(file, statements);
    }

    /** Inside {@code begin atomic … end} each {@code case} has an {@code end} of its own. */
    private static boolean opensBody(List<Token> statement, Deque<Token> open) {
        Token last = statement.get(statement.size() - 1);
        if (last.isWord("case")) {
            return open.stream().anyMatch(token -> TokenCursor.depthChange(token) == 0);
        }
        return last.isWord("atomic")
                && open.isEmpty()
                && statement.size() > 2
                && statement.get(statement.size() - 2).isWord("begin")
                && createsRoutine(statement);
    }

    private static boolean createsRoutine(List<Token> statement) {
        TokenCursor cursor = new TokenCursor(statement);
        if (!cursor.accept("create")) {
            return false;
        }
        cursor.accept("or", "replace");
        return cursor.accept("function") || cursor.accept("procedure");
    }

    private static void complete(String text, List<Token> tokens, List<SqlStatement> statements) {
        if (tokens.isEmpty()) {
            return;
        }
        Token first = tokens.get(0);
        statements.add(new SqlStatement(
                text.substring(first.offset(), tokens.get(tokens.size() - 1).end()),
                first.line(),
                first.column(),
                Classifier.kind(tokens),
                ConcurrentWork.of(tokens)));
        tokens.clear();
    }

    private static SqlSyntaxException error(String file, Token token, String problem, String remedy) {
        return new SqlSyntaxException(file, token.line(), token.column(), problem, remedy);
    }
}

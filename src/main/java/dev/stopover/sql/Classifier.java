package dev.stopover.sql;

import java.util.List;
import java.util.Optional;

/**
 * Tells where a statement may run, after the calls of {@code PreventInTransactionBlock} in the server. What depends on the
 * catalog (reindexing a partitioned table) cannot be seen here and is reported by the server.
 */
final class Classifier {
    private static final List<String> TRANSACTION_CONTROL =
            List.of("begin", "commit", "end", "rollback", "abort", "savepoint", "release");

    private Classifier() {}

    static StatementKind kind(List<Token> statement) {
        if (controlsTransaction(statement)) {
            return StatementKind.TRANSACTION_CONTROL;
        }
        if (copiesThroughClient(new TokenCursor(statement))) {
            return StatementKind.CLIENT_COPY;
        }
        return refusedInTransaction(statement) ? StatementKind.NON_TRANSACTIONAL : StatementKind.TRANSACTIONAL;
    }

    private static boolean controlsTransaction(List<Token> statement) {
        TokenCursor cursor = new TokenCursor(statement);
        return TRANSACTION_CONTROL.stream().anyMatch(cursor::accept)
                || cursor.accept("start", "transaction")
                || cursor.accept("prepare", "transaction")
                || cursor.accept("set", "transaction");
    }

    private static boolean copiesThroughClient(TokenCursor cursor) {
        if (!cursor.accept("copy")) {
            return false;
        }
        if (cursor.bracketed().isEmpty()) {
            cursor.accept("binary");
            if (cursor.name().isEmpty()) {
                return false;
            }
            cursor.bracketed();
        }
        boolean direction = cursor.accept("from") || cursor.accept("to");
        return direction && (cursor.accept("stdin") || cursor.accept("stdout"));
    }

    private static boolean refusedInTransaction(List<Token> statement) {
        TokenCursor cursor = new TokenCursor(statement);
        String first = cursor.peek()
                .filter(token -> token.kind() == TokenKind.WORD)
                .map(Token::identifier)
                .orElse("");
        cursor.skip();
        return switch (first) {
            case "vacuum" -> true;
            case "create" -> createIsRefused(cursor);
            case "drop" ->
                cursor.accept("index", "concurrently")
                        || cursor.accept("database")
                        || cursor.accept("tablespace")
                        || cursor.accept("subscription");
            case "alter" -> alterIsRefused(cursor);
            case "reindex" -> reindexIsRefused(cursor);
            case "cluster" -> clustersAllTables(cursor);
            case "discard" -> cursor.accept("all");
            default -> false;
        };
    }

    private static boolean createIsRefused(TokenCursor cursor) {
        cursor.accept("unique");
        return cursor.accept("index", "concurrently")
                || cursor.accept("database")
                || cursor.accept("tablespace")
                || (cursor.accept("subscription") && createsSlot(cursor));
    }

    private static boolean clustersAllTables(TokenCursor cursor) {
        cursor.bracketed();
        cursor.accept("verbose");
        return cursor.atEnd();
    }

    private static boolean alterIsRefused(TokenCursor cursor) {
        if (cursor.accept("system")) {
            return true;
        }
        if (cursor.accept("database")) {
            cursor.identifier();
            return cursor.accept("set", "tablespace");
        }
        if (cursor.accept("subscription")) {
            cursor.identifier();
            return cursor.accept("refresh") || (changesPublications(cursor) && refreshes(cursor));
        }
        if (!cursor.accept("table")) {
            return false;
        }
        cursor.accept("if", "exists");
        cursor.accept("only");
        return cursor.name().isPresent()
                && cursor.accept("detach", "partition")
                && cursor.name().isPresent()
                && cursor.accept("concurrently");
    }

    private static boolean changesPublications(TokenCursor cursor) {
        return cursor.accept("set", "publication")
                || cursor.accept("add", "publication")
                || cursor.accept("drop", "publication");
    }

    private static boolean refreshes(TokenCursor cursor) {
        return withOptions(cursor)
                .map(options -> !optionIsOff(options, "refresh"))
                .orElse(true);
    }

    private static boolean createsSlot(TokenCursor cursor) {
        return withOptions(cursor)
                .map(options -> !optionIsOff(options, "create_slot") && !optionIsOff(options, "connect"))
                .orElse(true);
    }

    private static Optional<List<Token>> withOptions(TokenCursor cursor) {
        return cursor.skipBehind("with") ? cursor.bracketed() : Optional.empty();
    }

    private static boolean reindexIsRefused(TokenCursor cursor) {
        boolean concurrently = cursor.bracketed()
                .map(options -> optionIsOn(options, "concurrently"))
                .orElse(false);
        boolean whole = cursor.accept("schema") || cursor.accept("database") || cursor.accept("system");
        if (!whole) {
            cursor.skip();
        }
        return whole || concurrently || cursor.accept("concurrently");
    }

    /** Whether the option is in the list and not switched off. */
    static boolean optionIsOn(List<Token> options, String name) {
        return options.stream().anyMatch(token -> token.isWord(name)) && !optionIsOff(options, name);
    }

    private static boolean optionIsOff(List<Token> options, String name) {
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).isWord(name)) {
                int value = i + 1 < options.size() && options.get(i + 1).text().equals("=") ? i + 2 : i + 1;
                return value < options.size()
                        && List.of("false", "off", "0", "'false'", "'off'", "'0'")
                                .contains(Fold.lower(options.get(value).text()));
            }
        }
        return false;
    }
}

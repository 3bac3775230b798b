package dev.stopover.sql;

import java.util.List;
import java.util.Optional;

/** What a statement does without blocking writers, so that the catalog can be asked whether it was done. */
public sealed interface ConcurrentWork {
    /**
     * {@code create index concurrently}.
     *
     * @param index absent when the server chooses the name; its schema is the table's
     */
    record CreateIndex(Optional<String> index, ObjectName table, boolean ifNotExists) implements ConcurrentWork {}

    /** {@code drop index concurrently}. */
    record DropIndex(ObjectName index, boolean ifExists) implements ConcurrentWork {}

    /** {@code reindex index … concurrently}. */
    record ReindexIndex(ObjectName index) implements ConcurrentWork {}

    /** {@code reindex table … concurrently}. */
    record ReindexTable(ObjectName table) implements ConcurrentWork {}

    /** {@code alter table … detach partition … concurrently}. */
    record DetachPartition(ObjectName table, ObjectName partition) implements ConcurrentWork {}

    /** What the statement does, if it is one of these; {@code reindex} of a whole schema or database names no object. */
    static Optional<ConcurrentWork> of(List<Token> statement) {
        TokenCursor cursor = new TokenCursor(statement);
        if (cursor.accept("create", "index", "concurrently")
                || cursor.accept("create", "unique", "index", "concurrently")) {
            return createIndex(cursor);
        }
        if (cursor.accept("drop", "index", "concurrently")) {
            boolean ifExists = cursor.accept("if", "exists");
            return cursor.name().map(name -> new DropIndex(name, ifExists));
        }
        if (cursor.accept("reindex")) {
            return reindex(cursor);
        }
        return cursor.accept("alter", "table") ? detach(cursor) : Optional.empty();
    }

    private static Optional<ConcurrentWork> createIndex(TokenCursor cursor) {
        boolean ifNotExists = cursor.accept("if", "not", "exists");
        Optional<String> index =
                cursor.peek().filter(token -> !token.isWord("on")).flatMap(token -> cursor.identifier());
        if (!cursor.accept("on")) {
            return Optional.empty();
        }
        cursor.accept("only");
        return cursor.name().map(table -> new CreateIndex(index, table, ifNotExists));
    }

    private static Optional<ConcurrentWork> reindex(TokenCursor cursor) {
        boolean concurrently = cursor.bracketed()
                .map(options -> Classifier.optionIsOn(options, "concurrently"))
                .orElse(false);
        boolean index = cursor.accept("index");
        if (!index && !cursor.accept("table")) {
            return Optional.empty();
        }
        if (!cursor.accept("concurrently") && !concurrently) {
            return Optional.empty();
        }
        return cursor.name().map(name -> index ? new ReindexIndex(name) : new ReindexTable(name));
    }

    private static Optional<ConcurrentWork> detach(TokenCursor cursor) {
        cursor.accept("if", "exists");
        cursor.accept("only");
        Optional<ObjectName> table = cursor.name();
        if (table.isEmpty() || !cursor.accept("detach", "partition")) {
            return Optional.empty();
        }
        Optional<ObjectName> partition = cursor.name();
        return cursor.accept("concurrently")
                ? partition.map(name -> new DetachPartition(table.orElseThrow(), name))
                : Optional.empty();
    }
}

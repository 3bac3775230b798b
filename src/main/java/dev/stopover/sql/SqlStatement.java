package dev.stopover.sql;

import java.util.Optional;

/**
 * One statement of a script.
 *
 * @param text from its first to its last word, without the semicolon and without the comments before it
 * @param line the line on which it begins, from 1
 * @param column the column in which it begins, from 1
 * @param concurrent what it does without blocking writers, when it is such a statement and names its object
 */
public record SqlStatement(String text, int line, int column, StatementKind kind, Optional<ConcurrentWork> concurrent) {
    /**
     * The same work under a lock that keeps writers out, which can be done in a transaction: without the word {@code
     * concurrently}. Empty when this is no such statement, or has the word among the options of {@code reindex}.
     */
    public Optional<SqlStatement> blocking() {
        if (concurrent.isEmpty()) {
            return Optional.empty();
        }
        return Lexer.significant("", text).stream()
                .takeWhile(token -> !token.isPunctuation("("))
                .filter(token -> token.isWord("concurrently"))
                .findFirst()
                .map(word -> new SqlStatement(
                        text.substring(0, word.offset()) + text.substring(word.end()),
                        line,
                        column,
                        StatementKind.TRANSACTIONAL,
                        Optional.empty()));
    }
}

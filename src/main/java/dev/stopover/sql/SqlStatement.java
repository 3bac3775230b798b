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
public record SqlStatement(
        String text, int line, int column, StatementKind kind, Optional<ConcurrentWork> concurrent) {}

package dev.stopover.sql;

/** The lexical classes of PostgreSQL's SQL. */
public enum TokenKind {
    WHITESPACE,
    COMMENT,
    /** An unquoted identifier or a keyword. */
    WORD,
    QUOTED_IDENTIFIER,
    /** Any string constant: plain, escape, Unicode, bit, national or dollar-quoted. */
    STRING,
    NUMBER,
    /** A positional parameter such as {@code $1}. */
    PARAMETER,
    OPERATOR,
    /** Brackets, commas, dots, semicolons and colons, also {@code ::}, {@code :=} and {@code ..}. */
    PUNCTUATION
}

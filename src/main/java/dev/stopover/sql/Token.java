package dev.stopover.sql;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of SQL text.
 *
 * @param text exactly as written
 * @param offset where it begins in the text, from 0
 * @param line the line on which it begins, from 1
 * @param column the column in which it begins, from 1
 */
public record Token(TokenKind kind, String text, int offset, int line, int column) {
    /** NAMEDATALEN - 1: the server cuts longer identifiers to this many bytes. */
    private static final int LONGEST_IDENTIFIER = 63;

    private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\(?:\\\\|\\+([0-9a-fA-F]{6})|([0-9a-fA-F]{4}))");

    /** Whether this is the unquoted word, in any case. */
    public boolean isWord(String word) {
        return kind == TokenKind.WORD && text.equalsIgnoreCase(word);
    }

    /** Whether this is that bracket, comma, dot, colon or semicolon. */
    public boolean isPunctuation(String mark) {
        return kind == TokenKind.PUNCTUATION && text.equals(mark);
    }

    public boolean isIdentifier() {
        return kind == TokenKind.WORD || kind == TokenKind.QUOTED_IDENTIFIER;
    }

    /** Neither whitespace nor comment. */
    public boolean isSignificant() {
        return kind != TokenKind.WHITESPACE && kind != TokenKind.COMMENT;
    }

    /** The offset behind the last character. */
    public int end() {
        return offset + text.length();
    }

    /**
     * The name that the server makes of this identifier: folded to lower case unless quoted, and cut to 63 bytes.
     *
     * @throws IllegalStateException when this is no identifier
     */
    public String identifier() {
        if (kind == TokenKind.WORD) {
            return cut(Fold.lower(text));
        }
        if (kind != TokenKind.QUOTED_IDENTIFIER) {
            throw new IllegalStateException("not an identifier: " + text);
        }
        int quote = text.indexOf('"');
        String inner = text.substring(quote + 1, text.length() - 1).replace("\"\"", "\"");
        return cut(quote == 0 ? inner : unescape(inner));
    }

    private static String unescape(String text) {
        return UNICODE_ESCAPE.matcher(text).replaceAll(match -> {
            String hex = match.group(1) != null ? match.group(1) : match.group(2);
            return Matcher.quoteReplacement(hex == null ? "\\" : Character.toString(Integer.parseInt(hex, 16)));
        });
    }

    private static String cut(String identifier) {
        int end = identifier.length();
        while (identifier.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST_IDENTIFIER) {
            end = identifier.offsetByCodePoints(end, -1);
        }
        return identifier.substring(0, end);
    }
}

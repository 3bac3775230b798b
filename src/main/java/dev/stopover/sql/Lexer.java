package dev.stopover.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts SQL text into tokens as PostgreSQL's own scanner does with {@code standard_conforming_strings} on (see
 * <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">Lexical Structure</a>). The tokens' texts, one
 * after the other, are the text again.
 */
public final class Lexer {
    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`?";
    /** An operator that has one of these may end in a plus or minus sign; any other may not. */
    private static final String LOOSE_OPERATOR_CHARACTERS = "~!@#%^&|`?";

    private static final Pattern NUMBER = Pattern.compile("0[xX](_?[0-9a-fA-F])+|0[oO](_?[0-7])+|0[bB](_?[01])+"
            + "|([0-9](_?[0-9])*(\\.(?!\\.)([0-9](_?[0-9])*)?)?|\\.[0-9](_?[0-9])*)([eE][+-]?[0-9](_?[0-9])*)?");
    private static final Pattern DOLLAR_QUOTE =
            Pattern.compile("\\$([\\p{L}_\\x80-\\x{10FFFF}][\\p{L}\\p{Nd}_\\x80-\\x{10FFFF}]*)?\\$");
    private static final Pattern PARAMETER = Pattern.compile("\\$[0-9]+");
    private static final Pattern META_COMMAND = Pattern.compile("\\\\\\S*");
    private static final Pattern STRING_CONTINUATION =
            Pattern.compile("[ \\t\\f\\x0B]*(--[^\\r\\n]*)?[\\r\\n]([ \\t\\f\\x0B\\r\\n]|--[^\\r\\n]*[\\r\\n])*'");

    private final String file;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int offset;
    private int line = 1;
    private int column = 1;

    private Lexer(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /**
     * The tokens of a text, whitespace and comments included.
     *
     * @param file what the text is called in messages
     * @throws SqlSyntaxException when a quote or comment is never closed, or the text holds psql's own commands
     */
    public static List<Token> tokens(String file, String text) {
        return new Lexer(file, text).run();
    }

    /** The tokens of a text without whitespace and comments. */
    public static List<Token> significant(String file, String text) {
        return tokens(file, text).stream().filter(Token::isSignificant).toList();
    }

    private List<Token> run() {
        while (offset < text.length()) {
            char c = text.charAt(offset);
            if (isSpace(c)) {
                emit(TokenKind.WHITESPACE, spaceEnd());
            } else if (text.startsWith("--", offset)) {
                emit(TokenKind.COMMENT, lineEnd());
            } else if (text.startsWith("/*", offset)) {
                emit(TokenKind.COMMENT, blockCommentEnd());
            } else if (c == '\'') {
                emit(TokenKind.STRING, stringEnd(offset, false));
            } else if (c == '"') {
                emit(TokenKind.QUOTED_IDENTIFIER, quotedEnd(offset));
            } else if (isWordStart(c)) {
                prefixedOrWord(c);
            } else if (c == '$') {
                dollar();
            } else if (isDigit(c) || (c == '.' && isDigit(at(offset + 1)))) {
                emit(TokenKind.NUMBER, numberEnd());
            } else if (OPERATOR_CHARACTERS.indexOf(c) >= 0) {
                emit(TokenKind.OPERATOR, operatorEnd());
            } else if ("()[],;.:".indexOf(c) >= 0) {
                emit(TokenKind.PUNCTUATION, punctuationEnd());
            } else {
                throw stray(c);
            }
        }
        return List.copyOf(tokens);
    }

    private void emit(TokenKind kind, int end) {
        String piece = text.substring(offset, end);
        tokens.add(new Token(kind, piece, offset, line, column));
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (c == '\n' || (c == '\r' && at(offset + i + 1) != '\n')) {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        offset = end;
    }

    private void prefixedOrWord(char c) {
        char next = at(offset + 1);
        if (next == '\'' && "bBxXnN".indexOf(c) >= 0) {
            emit(TokenKind.STRING, stringEnd(offset + 1, false));
        } else if (next == '\'' && (c == 'e' || c == 'E')) {
            emit(TokenKind.STRING, stringEnd(offset + 1, true));
        } else if ((c == 'u' || c == 'U') && next == '&' && at(offset + 2) == '\'') {
            emit(TokenKind.STRING, stringEnd(offset + 2, false));
        } else if ((c == 'u' || c == 'U') && next == '&' && at(offset + 2) == '"') {
            emit(TokenKind.QUOTED_IDENTIFIER, quotedEnd(offset + 2));
        } else {
            int end = offset + 1;
            while (isWordStart(at(end)) || isDigit(at(end)) || at(end) == '$') {
                end++;
            }
            emit(TokenKind.WORD, end);
        }
    }

    private void dollar() {
        Matcher quote = DOLLAR_QUOTE.matcher(text).region(offset, text.length());
        Matcher parameter = PARAMETER.matcher(text).region(offset, text.length());
        if (quote.lookingAt()) {
            int close = text.indexOf(quote.group(), quote.end());
            if (close < 0) {
                throw error(
                        "the dollar quote " + quote.group() + " is never closed.",
                        "Close it with " + quote.group() + ".");
            }
            emit(TokenKind.STRING, close + quote.group().length());
        } else if (parameter.lookingAt()) {
            emit(TokenKind.PARAMETER, parameter.end());
        } else {
            throw error("a dollar sign stands alone.", "Quote it, or complete the dollar quote.");
        }
    }

    private int stringEnd(int quote, boolean escapes) {
        int i = quote + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (escapes && c == '\\') {
                i += 2;
            } else if (c != '\'') {
                i++;
            } else if (at(i + 1) == '\'') {
                i += 2;
            } else if (escapes && continuation(i + 1) > 0) {
                // An escape string goes on in a next line's quotes, where backslashes still escape.
                i = continuation(i + 1);
            } else {
                return i + 1;
            }
        }
        throw error("the string is never closed.", "Close it with '.");
    }

    private int continuation(int from) {
        Matcher matcher = STRING_CONTINUATION.matcher(text).region(from, text.length());
        return matcher.lookingAt() ? matcher.end() : 0;
    }

    private int quotedEnd(int quote) {
        int i = quote + 1;
        while (i < text.length()) {
            if (text.charAt(i) != '"') {
                i++;
            } else if (at(i + 1) == '"') {
                i += 2;
            } else {
                return i + 1;
            }
        }
        throw error("the quoted identifier is never closed.", "Close it with \".");
    }

    private int blockCommentEnd() {
        int depth = 0;
        int i = offset;
        while (i < text.length()) {
            if (text.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i += 2;
                if (depth == 0) {
                    return i;
                }
            } else {
                i++;
            }
        }
        throw error(
                "the comment is never closed.", "Close it with */; comments nest, so each /* inside needs its own.");
    }

    private int lineEnd() {
        int i = offset;
        while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    private int spaceEnd() {
        int i = offset;
        while (i < text.length() && isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int numberEnd() {
        Matcher matcher = NUMBER.matcher(text).region(offset, text.length());
        if (!matcher.lookingAt()) {
            throw new IllegalStateException("no number at " + offset);
        }
        return matcher.end();
    }

    private int operatorEnd() {
        int end = offset;
        while (OPERATOR_CHARACTERS.indexOf(at(end)) >= 0
                && !text.startsWith("--", end)
                && !text.startsWith("/*", end)) {
            end++;
        }
        String operator = text.substring(offset, end);
        boolean loose = operator.chars().anyMatch(c -> LOOSE_OPERATOR_CHARACTERS.indexOf(c) >= 0);
        while (!loose && end - offset > 1 && (text.charAt(end - 1) == '+' || text.charAt(end - 1) == '-')) {
            end--;
        }
        return end;
    }

    private int punctuationEnd() {
        boolean pair = text.startsWith("::", offset) || text.startsWith(":=", offset) || text.startsWith("..", offset);
        return offset + (pair ? 2 : 1);
    }

    private SqlSyntaxException stray(char c) {
        if (c == '\\') {
            Matcher command = META_COMMAND.matcher(text).region(offset, text.length());
            String name = command.lookingAt() ? command.group() : "\\";
            return error(
                    "the psql command " + name + " is not SQL; the server does not know it.",
                    "Scripts are sent to the server as they are: write the SQL itself.");
        }
        return error(String.format("the character U+%04X has no place in SQL outside quotes.", (int) c), "Remove it.");
    }

    private SqlSyntaxException error(String problem, String remedy) {
        return new SqlSyntaxException(file, line, column, problem, remedy);
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }
}

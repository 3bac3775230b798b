package dev.stopover.sql;

import java.util.List;
import java.util.Optional;

/** Walks over the significant tokens of a statement or expression. */
public final class TokenCursor {
    private final List<Token> tokens;
    private int next;

    /** @param tokens without whitespace and comments */
    public TokenCursor(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    public boolean atEnd() {
        return next == tokens.size();
    }

    /** The next token, which stays next. */
    public Optional<Token> peek() {
        return peek(0);
    }

    /** The token that many places behind the next one. */
    public Optional<Token> peek(int ahead) {
        return next + ahead < tokens.size() ? Optional.of(tokens.get(next + ahead)) : Optional.empty();
    }

    /** Passes over the next token, if there is one. */
    public void skip() {
        next = Math.min(next + 1, tokens.size());
    }

    /** Passes over the words when exactly these come next. */
    public boolean accept(String... words) {
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (!peek(i).map(token -> token.isWord(word)).orElse(false)) {
                return false;
            }
        }
        next += words.length;
        return true;
    }

    /** Passes over the mark when it comes next. */
    public boolean acceptMark(String mark) {
        boolean found = peek().map(token -> token.isPunctuation(mark)).orElse(false);
        if (found) {
            next++;
        }
        return found;
    }

    /** Goes on behind the next occurrence of the word outside brackets; false when there is none. */
    public boolean skipBehind(String word) {
        int depth = 0;
        while (!atEnd()) {
            Token token = tokens.get(next++);
            depth += depthChange(token);
            if (depth == 0 && token.isWord(word)) {
                return true;
            }
        }
        return false;
    }

    /** The tokens between the brackets that come next, and passes over them; absent when no bracket comes next. */
    public Optional<List<Token>> bracketed() {
        if (!acceptMark("(")) {
            return Optional.empty();
        }
        int from = next;
        int depth = 1;
        while (!atEnd()) {
            depth += depthChange(tokens.get(next++));
            if (depth == 0) {
                return Optional.of(tokens.subList(from, next - 1));
            }
        }
        return Optional.of(tokens.subList(from, next));
    }

    /** An identifier, and passes over it. */
    public Optional<String> identifier() {
        Optional<String> identifier = peek().filter(Token::isIdentifier).map(Token::identifier);
        if (identifier.isPresent()) {
            next++;
        }
        return identifier;
    }

    /** A name with or without a schema, and passes over it. */
    public Optional<ObjectName> name() {
        return identifier().map(first -> {
            boolean qualified = peek().map(token -> token.isPunctuation(".")).orElse(false)
                    && peek(1).map(Token::isIdentifier).orElse(false);
            if (!qualified) {
                return new ObjectName(Optional.empty(), first);
            }
            next++;
            return new ObjectName(Optional.of(first), identifier().orElseThrow());
        });
    }

    static int depthChange(Token token) {
        if (token.isPunctuation("(") || token.isPunctuation("[")) {
            return 1;
        }
        return token.isPunctuation(")") || token.isPunctuation("]") ? -1 : 0;
    }
}

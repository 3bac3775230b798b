package dev.stopover.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The functions that an expression calls. */
public final class FunctionCalls {
    private static final Set<String> CALLED_WITHOUT_BRACKETS =
            Set.of("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp");

    private FunctionCalls() {}

    /** Their names without schema, folded as the server does, each once, in order. */
    public static Set<String> in(String expression) {
        List<Token> tokens = Lexer.significant("expression", expression);
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (!token.isIdentifier()) {
                continue;
            }
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).isPunctuation("(");
            boolean column = i > 0 && tokens.get(i - 1).isPunctuation(".") && !called;
            boolean keyword = token.kind() == TokenKind.WORD && CALLED_WITHOUT_BRACKETS.contains(token.identifier());
            if (called || (keyword && !column)) {
                names.add(token.identifier());
            }
        }
        return names;
    }
}

package dev.stopover.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The functions that an expression calls. */
public final class FunctionCalls {
    private static final Set<String> CALLED_WITHOUT_BRACKETS =
            Set.of("current_date", "current_time", "current_timestamp", "localtime", "localtimestamp");

    private FunctionCalls() {}

    /**
     * A call.
     *
     * @param schema the schema that the expression names, if it does
     * @param name folded as the server does
     * @param keyword whether it is called without brackets, as {@code current_date} is
     */
    public record Call(Optional<String> schema, String name, boolean keyword) {}

    /** The functions' names without schema, each once, in order. */
    public static Set<String> in(String expression) {
        return calls(expression).stream().map(Call::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The calls, each once, in order. */
    public static Set<Call> calls(String expression) {
        List<Token> tokens = Lexer.significant("expression", expression);
        Set<Call> calls = new LinkedHashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (!token.isIdentifier()) {
                continue;
            }
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).isPunctuation("(");
            boolean qualified = i > 0 && tokens.get(i - 1).isPunctuation(".");
            boolean keyword = token.kind() == TokenKind.WORD && CALLED_WITHOUT_BRACKETS.contains(token.identifier());
            boolean named = qualified && i > 1 && tokens.get(i - 2).isIdentifier();
            if (called || (keyword && !qualified)) {
                calls.add(new Call(
                        named ? Optional.of(tokens.get(i - 2).identifier()) : Optional.empty(),
                        token.identifier(),
                        keyword));
            }
        }
        return calls;
    }
}

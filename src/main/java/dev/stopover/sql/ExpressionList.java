package dev.stopover.sql;

import java.util.ArrayList;
import java.util.List;

/** Expressions separated by commas, as between the brackets of a call. */
public final class ExpressionList {
    private ExpressionList() {}

    /**
     * The expressions, without the space around them; an empty one where two commas meet.
     *
     * @throws SqlSyntaxException when the text cannot be taken apart
     */
    public static List<String> split(String text) {
        List<String> expressions = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (Token token : Lexer.significant("expression", text)) {
            depth += TokenCursor.depthChange(token);
            if (depth == 0 && token.isPunctuation(",")) {
                expressions.add(text.substring(from, token.offset()).strip());
                from = token.end();
            }
        }
        expressions.add(text.substring(from).strip());
        return List.copyOf(expressions);
    }
}

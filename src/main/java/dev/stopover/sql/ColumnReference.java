package dev.stopover.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A column that an expression mentions as {@code alias.column}, folded as the server does.
 *
 * @param column the column's name, or {@link #ALL} for {@code alias.*}
 */
public record ColumnReference(String alias, String column) {
    /** Stands for every column of the alias. */
    public static final String ALL = "*";

    /**
     * The columns an expression mentions, each once, in order.
     *
     * @throws SqlSyntaxException when the expression cannot be taken apart
     */
    public static Set<ColumnReference> in(String expression) {
        List<Token> tokens = Lexer.significant("expression", expression);
        Set<ColumnReference> found = new LinkedHashSet<>();
        for (int i = 0; i + 2 < tokens.size(); i++) {
            Token column = tokens.get(i + 2);
            boolean begins = tokens.get(i).isIdentifier()
                    && tokens.get(i + 1).isPunctuation(".")
                    && (i == 0 || !tokens.get(i - 1).isPunctuation("."));
            if (!begins) {
                continue;
            }
            boolean call = i + 3 < tokens.size() && tokens.get(i + 3).isPunctuation("(");
            boolean type = i > 0 && tokens.get(i - 1).isPunctuation("::");
            if (column.text().equals("*")) {
                found.add(new ColumnReference(tokens.get(i).identifier(), ALL));
            } else if (column.isIdentifier() && !call && !type) {
                found.add(new ColumnReference(tokens.get(i).identifier(), column.identifier()));
            }
        }
        return found;
    }

    /** The column that an expression is, when it is nothing else. */
    public static Optional<ColumnReference> alone(String expression) {
        return Lexer.significant("expression", expression).size() == 3
                ? in(expression).stream()
                        .filter(reference -> !reference.column().equals(ALL))
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public String toString() {
        return alias + "." + column;
    }
}

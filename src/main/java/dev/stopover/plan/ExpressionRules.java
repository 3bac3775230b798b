package dev.stopover.plan;

import dev.stopover.sql.ColumnReference;
import dev.stopover.sql.ExpressionList;
import dev.stopover.sql.FunctionCalls;
import dev.stopover.sql.Lexer;
import dev.stopover.sql.SqlScript;
import dev.stopover.sql.SqlSyntaxException;
import dev.stopover.sql.Token;
import dev.stopover.sql.TokenKind;
import dev.stopover.sql.VolatileFunctions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an expression of a transfer may say: something about one source row, found again the next time. */
final class ExpressionRules {
    private static final Set<String> AGGREGATES = Set.of(
            "any_value",
            "array_agg",
            "avg",
            "bit_and",
            "bit_or",
            "bit_xor",
            "bool_and",
            "bool_or",
            "corr",
            "count",
            "covar_pop",
            "covar_samp",
            "every",
            "grouping",
            "json_agg",
            "json_object_agg",
            "jsonb_agg",
            "jsonb_object_agg",
            "max",
            "min",
            "mode",
            "percentile_cont",
            "percentile_disc",
            "range_agg",
            "range_intersect_agg",
            "regr_slope",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "string_agg",
            "sum",
            "var_pop",
            "var_samp",
            "variance",
            "xmlagg");
    private static final Set<String> WINDOW_FUNCTIONS = Set.of(
            "cume_dist",
            "dense_rank",
            "first_value",
            "lag",
            "last_value",
            "lead",
            "nth_value",
            "ntile",
            "percent_rank",
            "rank",
            "row_number");
    private static final Set<String> SET_RETURNING = Set.of(
            "generate_series",
            "generate_subscripts",
            "json_array_elements",
            "json_array_elements_text",
            "json_each",
            "json_object_keys",
            "jsonb_array_elements",
            "jsonb_array_elements_text",
            "jsonb_each",
            "jsonb_object_keys",
            "jsonb_path_query",
            "regexp_matches",
            "regexp_split_to_table",
            "string_to_table",
            "unnest");
    private static final Set<String> VALUES_WITHOUT_BRACKETS = Set.of(
            "current_catalog",
            "current_date",
            "current_role",
            "current_schema",
            "current_time",
            "current_timestamp",
            "current_user",
            "false",
            "localtime",
            "localtimestamp",
            "null",
            "session_user",
            "true",
            "user");
    private static final String PER_ROW = "Let a view do it, and read the view as the source, with \"key\".";

    private final Set<String> aliases;
    private final Problems problems;

    /** @param aliases the names by which the transfer's tables are called; none when the plan leaves them unclear */
    ExpressionRules(Set<String> aliases, Problems problems) {
        this.aliases = aliases;
        this.problems = problems;
    }

    /**
     * @param what how messages call the expression
     * @param repeatable whether rows are chosen, merged or found again by it
     */
    void check(Position position, String what, String expression, boolean repeatable) {
        try {
            SqlScript.parse(what, expression);
            checkTokens(position, what, Lexer.tokens(what, expression));
            if (ExpressionList.split(expression).size() > 1) {
                problems.add(
                        position,
                        what + " is more than one expression.",
                        "Put a list into brackets, or remove the comma.");
            }
            checkFunctions(position, what, FunctionCalls.in(expression));
            if (repeatable) {
                checkRepeatable(position, what, expression);
            }
            checkAliases(position, what, expression);
        } catch (SqlSyntaxException e) {
            problems.add(position, what + ": " + e.problem(), e.remedy());
        }
    }

    private void checkRepeatable(Position position, String what, String expression) {
        VolatileFunctions.firstIn(expression)
                .ifPresent(function -> problems.add(
                        position,
                        what + " calls " + function + "(), which gives another value each time.",
                        "Use values of the source row, so that a row is found again."));
    }

    private void checkTokens(Position position, String what, List<Token> tokens) {
        List<Token> words = tokens.stream().filter(Token::isSignificant).toList();
        if (tokens.stream().anyMatch(token -> token.text().startsWith("--") && token.kind() == TokenKind.COMMENT)) {
            problems.add(
                    position, what + " holds a comment to the end of the line.", "Use a YAML comment (#) or /* … */.");
        }
        if (words.stream().anyMatch(token -> token.isPunctuation(";"))) {
            problems.add(position, what + " holds a semicolon.", "An expression is no statement: remove it.");
        }
        if (words.stream().anyMatch(token -> token.kind() == TokenKind.PARAMETER)) {
            problems.add(position, what + " holds a parameter.", "There is nothing to bind it to: write the value.");
        }
        if (words.stream()
                .anyMatch(token ->
                        token.kind() == TokenKind.OPERATOR && token.text().contains("?"))) {
            problems.add(
                    position,
                    what + " holds an operator with a question mark, which the driver takes for a parameter.",
                    "Write jsonb_exists(…), jsonb_exists_any(…) or jsonb_exists_all(…), or jsonb_path_exists(…).");
        }
        clause(words)
                .ifPresent(clause -> problems.add(
                        position,
                        what + " holds " + clause + ".",
                        clause.equals("a subquery")
                                ? "Read the table under \"join\", or \"follow\" the transfer that filled it."
                                : PER_ROW));
        if (!aliases.isEmpty() && words.size() == 1 && words.get(0).isIdentifier() && !isValue(words.get(0))) {
            problems.add(
                    position,
                    what + " does not say whose column " + words.get(0).text() + " is.",
                    "Write the alias before it: "
                            + aliases.stream().sorted().findFirst().orElse("alias") + "."
                            + words.get(0).text() + ".");
        }
    }

    private static boolean isValue(Token token) {
        return token.kind() == TokenKind.WORD && VALUES_WITHOUT_BRACKETS.contains(token.identifier());
    }

    private static Optional<String> clause(List<Token> words) {
        for (int i = 0; i < words.size(); i++) {
            Token word = words.get(i);
            boolean qualified = i > 0 && words.get(i - 1).isPunctuation(".");
            boolean compares =
                    i > 0 && (words.get(i - 1).isWord("is") || words.get(i - 1).isWord("not"));
            if (qualified) {
                continue;
            }
            if (word.isWord("select")) {
                return Optional.of("a subquery");
            }
            if (word.isWord("distinct") && !compares) {
                return Optional.of("DISTINCT");
            }
            if (word.isWord("group")) {
                return Optional.of("GROUP BY");
            }
            if (word.isWord("having") || word.isWord("limit") || word.isWord("union")) {
                return Optional.of(word.text().toUpperCase(Locale.ROOT));
            }
            if (word.isWord("over") && i > 0 && words.get(i - 1).isPunctuation(")")) {
                return Optional.of("a window function");
            }
        }
        return Optional.empty();
    }

    private void checkFunctions(Position position, String what, Set<String> functions) {
        for (String function : functions) {
            if (AGGREGATES.contains(function) || WINDOW_FUNCTIONS.contains(function)) {
                problems.add(position, what + " calls " + function + "(), which looks at more than one row.", PER_ROW);
            } else if (SET_RETURNING.contains(function)) {
                problems.add(position, what + " calls " + function + "(), which makes many rows of one.", PER_ROW);
            }
        }
    }

    private void checkAliases(Position position, String what, String expression) {
        for (ColumnReference reference : ColumnReference.in(expression)) {
            if (!aliases.isEmpty() && !aliases.contains(reference.alias())) {
                problems.add(
                        position,
                        what + " uses " + reference + ", but no table here is called " + reference.alias() + ".",
                        Suggestion.among(reference.alias(), aliases));
            }
        }
    }
}

package dev.stopover.mapping;

import dev.stopover.database.Column;

/**
 * A target column and the expression that fills it.
 *
 * @param expression the author's SQL over the source's aliases
 * @param repeatable whether the expression gives the same value each time it is computed from the same rows; columns
 *     for which it does not ({@code now()}) can be filled but not compared
 */
public record MappedColumn(Column column, String expression, boolean repeatable) {
    /** The target column's name. */
    public String name() {
        return column.name();
    }

    /**
     * The value on its way into the column. It is cast to the base type only: the insert then applies the length and the
     * domain as an assignment, which refuses what does not fit, where an explicit cast would cut it off.
     */
    public String assigned() {
        return cast(expression, column.baseType());
    }

    /** The value as the column holds it, to be compared with {@link #stored}. */
    public String compared() {
        String value = cast(expression, column.type());
        return column.comparesByValue() ? value : cast(value, "text");
    }

    /** The column itself, to be compared with {@link #compared}. */
    public String stored(String qualifiedColumn) {
        return column.comparesByValue() ? qualifiedColumn : cast(qualifiedColumn, "text");
    }

    /** A cast that an expression ending in a comment does not swallow. */
    public static String cast(String expression, String type) {
        boolean mayEndInComment = expression.contains("--");
        return "cast(" + expression + (mayEndInComment ? "\n" : "") + " as " + type + ")";
    }
}

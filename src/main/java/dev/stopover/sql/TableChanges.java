package dev.stopover.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables that a script creates for good and those that it drops, in its order. Partitions are no tables of their own
 * here; what a function or a {@code do} block makes cannot be seen.
 */
public record TableChanges(List<ObjectName> created, List<ObjectName> dropped) {
    public TableChanges {
        created = List.copyOf(created);
        dropped = List.copyOf(dropped);
    }

    /**
     * Reads a script.
     *
     * @throws SqlSyntaxException when the text cannot be cut into statements
     */
    public static TableChanges of(String file, String text) {
        Set<ObjectName> created = new LinkedHashSet<>();
        Set<ObjectName> dropped = new LinkedHashSet<>();
        for (SqlStatement statement : SqlScript.parse(file, text).statements()) {
            TokenCursor cursor = new TokenCursor(Lexer.significant(file, statement.text()));
            if (cursor.accept("create", "table") || cursor.accept("create", "unlogged", "table")) {
                cursor.accept("if", "not", "exists");
                cursor.name().filter(name -> !cursor.accept("partition", "of")).ifPresent(created::add);
            } else if (cursor.accept("drop", "table")) {
                cursor.accept("if", "exists");
                do {
                    cursor.name().ifPresent(dropped::add);
                } while (cursor.acceptMark(","));
            }
        }
        return new TableChanges(List.copyOf(created), List.copyOf(dropped));
    }
}

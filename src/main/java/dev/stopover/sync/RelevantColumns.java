package dev.stopover.sync;

import dev.stopover.database.Column;
import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MappedColumn;
import dev.stopover.plan.Transfer.Join;
import dev.stopover.sql.Lexer;
import dev.stopover.sql.Token;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of a table's columns matter to a transfer: a write that changes none of them needs no sync. */
final class RelevantColumns {
    private RelevantColumns() {}

    /** Columns of the table under that alias that may have a part in the target row. */
    static List<Column> of(BoundTransfer bound, String alias, List<Column> columns) {
        Set<String> key = bound.sourceKey().stream().map(Column::name).collect(Collectors.toSet());
        boolean source = alias.equals(bound.transfer().alias());
        List<String> expressions = Stream.of(
                        bound.columns().stream().map(MappedColumn::expression),
                        bound.transfer().where().stream(),
                        partnerExpressions(bound).stream())
                .flatMap(some -> some)
                .toList();
        Set<String> mentioned = mentioned(bound, expressions, alias, columns);
        return columns.stream()
                .filter(column -> mentioned.contains(column.name()) || (source && key.contains(column.name())))
                .toList();
    }

    /** Columns of the source that choose its partners. */
    static List<Column> choosingPartners(BoundTransfer bound, List<Column> columns) {
        Set<String> mentioned =
                mentioned(bound, partnerExpressions(bound), bound.transfer().alias(), columns);
        return columns.stream()
                .filter(column -> mentioned.contains(column.name()))
                .toList();
    }

    /** Columns of a joined table that choose the rows which join it. */
    static List<Column> choosingRows(BoundTransfer bound, Join join, List<Column> columns) {
        Set<String> mentioned = mentioned(bound, List.of(join.on()), join.alias(), columns);
        return columns.stream()
                .filter(column -> mentioned.contains(column.name()))
                .toList();
    }

    /** True where two rows of one table differ in one of the columns; false when there are none. */
    static String differ(String one, String other, List<Column> columns) {
        return columns.isEmpty()
                ? "false"
                : "(" + row(one, columns) + ") is distinct from (" + row(other, columns) + ")";
    }

    private static String row(String row, List<Column> columns) {
        String values = columns.stream()
                .map(column -> row + "." + Identifier.quote(column.name()) + (column.comparesByValue() ? "" : "::text"))
                .collect(Collectors.joining(", "));
        return columns.size() == 1 ? values : "row(" + values + ")";
    }

    private static List<String> partnerExpressions(BoundTransfer bound) {
        return Stream.concat(
                        bound.transfer().joins().stream().map(Join::on),
                        bound.transfer().follows().stream().flatMap(follow -> follow.expressions().stream()))
                .toList();
    }

    /** Names that occur, unless they are another table's; all of them where the whole row is used. */
    private static Set<String> mentioned(
            BoundTransfer bound, List<String> expressions, String alias, List<Column> columns) {
        Set<String> others = aliases(bound);
        others.remove(alias);
        Set<String> found = new LinkedHashSet<>();
        for (String expression : expressions) {
            List<Token> tokens = Lexer.significant("expression", expression);
            for (int i = 0; i < tokens.size(); i++) {
                Token token = tokens.get(i);
                if (!token.isIdentifier()) {
                    continue;
                }
                boolean whole = token.identifier().equals(alias)
                        && (i + 1 == tokens.size()
                                || !tokens.get(i + 1).isPunctuation(".")
                                || tokens.get(i + 2).text().equals("*"));
                if (whole) {
                    columns.forEach(column -> found.add(column.name()));
                }
                boolean anothers = i >= 2
                        && tokens.get(i - 1).isPunctuation(".")
                        && tokens.get(i - 2).isIdentifier()
                        && others.contains(tokens.get(i - 2).identifier());
                if (!anothers) {
                    found.add(token.identifier());
                }
            }
        }
        return found;
    }

    private static Set<String> aliases(BoundTransfer bound) {
        Set<String> aliases = new HashSet<>();
        aliases.add(bound.transfer().alias());
        bound.transfer().joins().forEach(join -> aliases.add(join.alias()));
        bound.transfer().follows().forEach(follow -> aliases.add(follow.alias()));
        return aliases;
    }
}

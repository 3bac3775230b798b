package dev.stopover.plan;

import dev.stopover.plan.Transfer.Follow;
import dev.stopover.plan.Transfer.Join;
import dev.stopover.sql.ColumnReference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which columns of its source a transfer makes use of: what is neither here nor dropped would be lost. */
public final class SourceColumns {
    private SourceColumns() {}

    /**
     * The columns of the source's alias that columns, where, joins and follows mention, in that order;
     * {@link ColumnReference#ALL} among them stands for every column.
     */
    public static Set<String> mentionedBy(Transfer transfer) {
        Set<String> mentioned = new LinkedHashSet<>();
        Stream<String> expressions = Stream.of(
                        transfer.columns().values().stream(),
                        transfer.where().stream(),
                        transfer.joins().stream().map(Join::on),
                        transfer.follows().stream().map(Follow::expressions).flatMap(List::stream))
                .flatMap(part -> part);
        expressions
                .flatMap(expression -> ColumnReference.in(expression).stream())
                .filter(reference -> reference.alias().equals(transfer.alias()))
                .forEach(reference -> mentioned.add(reference.column()));
        return mentioned;
    }
}

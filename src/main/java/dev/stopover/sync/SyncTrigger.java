package dev.stopover.sync;

import dev.stopover.database.Identifier;
import dev.stopover.database.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The triggers of one relation in one direction: one for its rows, one for TRUNCATE.
 *
 * @param direction {@code forward} or {@code reverse}
 * @param leaves the relation itself, or its partitions: TRUNCATE of a partition fires no trigger of its parent
 * @param name the row trigger's name
 * @param truncateName the other one's
 * @param function the row trigger's function
 * @param truncateFunction the other one's
 * @param settling the row trigger's function for as long as writes that no trigger saw may still be under way
 */
record SyncTrigger(
        String direction,
        Relation relation,
        List<Relation> leaves,
        String name,
        String truncateName,
        SyncFunction function,
        SyncFunction truncateFunction,
        SyncFunction settling) {
    SyncTrigger {
        leaves = List.copyOf(leaves);
    }

    /** The statements that create or replace the triggers and switch them on for every role of a session. */
    List<String> create() {
        List<String> statements = new ArrayList<>();
        statements.add("""
                create or replace trigger %s
                  after insert or update or delete on %s
                  for each row
                  execute function %s()
                """.formatted(Identifier.quote(name), relation.quoted(), SyncNames.quoted(function.name())));
        statements.add("alter table %s enable always trigger %s".formatted(relation.quoted(), Identifier.quote(name)));
        for (Relation one : truncated()) {
            statements.add("""
                    create or replace trigger %s
                      after truncate on %s
                      for each statement
                      execute function %s()
                    """.formatted(
                            Identifier.quote(truncateName), one.quoted(), SyncNames.quoted(truncateFunction.name())));
            statements.add("alter table %s%s enable always trigger %s"
                    .formatted(
                            one.oid() == relation.oid() ? "only " : "", one.quoted(), Identifier.quote(truncateName)));
        }
        return statements;
    }

    /** What both functions are until the triggers of all tables are there: of a transfer, none may work without the others. */
    List<SyncFunction> idle() {
        return List.of(function.idle(), truncateFunction.idle());
    }

    /** The relation and its leaves, each once. */
    List<Relation> truncated() {
        return Stream.concat(Stream.of(relation), leaves.stream())
                .filter(one -> one.kind().isTable())
                .distinct()
                .toList();
    }
}

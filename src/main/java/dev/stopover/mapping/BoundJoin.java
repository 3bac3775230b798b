package dev.stopover.mapping;

import dev.stopover.database.Relation;
import dev.stopover.plan.Transfer.Join;

/** A join of a transfer with the relation it names. */
public record BoundJoin(Join join, Relation relation) {
    /** Whether rows of it must be locked so that they do not change under a chunk: a table that the author did not call static. */
    public boolean mayChange() {
        return !join.fixed() && relation.kind().isTable();
    }
}

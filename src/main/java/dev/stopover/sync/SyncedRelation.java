package dev.stopover.sync;

import dev.stopover.database.Column;
import dev.stopover.database.Relation;
import dev.stopover.mapping.BoundJoin;
import dev.stopover.mapping.BoundTransfer;
import java.util.List;

/**
 * A table that the application writes to, with everything that has to follow such a write.
 *
 * @param leaves itself, or its partitions
 * @param sources the transfers that move its rows, in the order of the plan
 * @param partners the transfers that join it
 */
record SyncedRelation(
        Relation relation,
        List<Relation> leaves,
        List<Column> columns,
        List<BoundTransfer> sources,
        List<Partner> partners) {
    SyncedRelation {
        leaves = List.copyOf(leaves);
        columns = List.copyOf(columns);
        sources = List.copyOf(sources);
        partners = List.copyOf(partners);
    }

    /** One join of a transfer. */
    record Partner(BoundTransfer transfer, BoundJoin join) {}
}

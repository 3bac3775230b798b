package dev.stopover.mapping;

import dev.stopover.database.Relation;
import dev.stopover.plan.Transfer.Follow;

/**
 * A follow of a transfer, resolved.
 *
 * @param map the map of the followed transfer
 * @param target the table that the followed transfer fills
 */
public record BoundFollow(Follow follow, MapTable map, Relation target) {
    /** The alias of the map in generated SQL; the author's own alias stands for the target's row. */
    String mapAlias() {
        return "follow_" + follow.alias();
    }
}

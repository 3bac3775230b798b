package dev.stopover.check;

import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.Claims;

/**
 * A transfer as checks see it.
 *
 * @param rejected the source rows of it that are rejected
 * @param targetHeldRows whether its target held rows before any transfer of its phase
 */
record Checked(BoundTransfer bound, Rejected rejected, boolean targetHeldRows) {
    /** The target keys that the rows which are not rejected stand for. */
    String claims() {
        return Claims.of(bound, select -> select.whereNot(rejected.condition(bound)));
    }

    /** The target keys for which there may be a row: also those of rejected rows that met one. */
    String allowedClaims() {
        return rejected.any()
                ? claims() + "union all\n" + Claims.of(bound, select -> select.where(rejected.collided(bound)))
                : claims();
    }
}

package dev.stopover.history;

import java.time.Instant;
import java.util.Optional;

/**
 * A person's word that a phase may start.
 *
 * @param contentHash of what the phase did when it was approved; it counts for nothing else
 * @param by the person, as given
 * @param role the database role that recorded it
 * @param withdrawnBy who took it back, if somebody did
 * @param used whether the phase was rolled back since, so that another approval is needed
 * @param here whether it was given in this database, and not in one of which this is a copy
 */
public record Approval(
        String contentHash,
        String by,
        String role,
        String note,
        Instant at,
        Optional<String> withdrawnBy,
        boolean used,
        boolean here) {}

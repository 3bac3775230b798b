package dev.stopover.transfer;

import dev.stopover.history.TransferRecord;
import dev.stopover.plan.Transfer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table that transfers of a phase have filled, and those transfers in the order in which they did. */
record Filled(String target, boolean wasEmpty, List<Part> parts) {
    Filled {
        parts = List.copyOf(parts);
    }

    /**
     * One transfer into it.
     *
     * @param map the quoted name of its map, whether it keeps one or not
     */
    record Part(Transfer transfer, TransferRecord record, String map) {}

    /** How many rows of it the transfers have made. */
    long inserted() {
        return parts.stream().mapToLong(part -> part.record().inserted()).sum();
    }

    /** The transfers, the last one first. */
    List<Part> latestFirst() {
        List<Part> reversed = new ArrayList<>(parts);
        Collections.reverse(reversed);
        return reversed;
    }
}

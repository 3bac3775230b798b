package dev.stopover.sync;

import dev.stopover.mapping.BoundTransfer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What follows rows that merge.
 *
 * @param all every transfer that has sync
 */
record MergeDependents(SyncNames names, List<BoundTransfer> all) {
    MergeDependents {
        all = List.copyOf(all);
    }

    /** Derives the rows anew that follow the row of a transfer whose key is in that variable. */
    String calls(BoundTransfer member, String key) {
        return callsOf(Dependent.of(member, all), key);
    }

    /** The same for these of them. */
    String callsOf(List<Dependent> dependents, String key) {
        return dependents.stream()
                .map(dependent -> "perform "
                        + SyncNames.quoted(
                                names.partner(dependent.child().transfer().name(), dependent.alias()))
                        + "(" + key + ");\n")
                .collect(Collectors.joining());
    }
}

package dev.stopover.transfer;

import dev.stopover.history.Counts;
import dev.stopover.history.RejectHistory.Reject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one or more statements moved.
 *
 * @param lastKey the last source key, where rows were read in the order of the key and there were any
 */
record Moved(Counts counts, List<Reject> rejects, Optional<List<String>> lastKey) {
    static final Moved NOTHING = new Moved(Counts.NONE, List.of(), Optional.empty());

    Moved {
        rejects = List.copyOf(rejects);
        if (rejects.size() > counts.rejected()) {
            throw new IllegalArgumentException(rejects.size() + " rejects, but " + counts.rejected() + " counted");
        }
    }

    static Moved rejected(Reject reject) {
        return new Moved(Counts.ONE_REJECTED, List.of(reject), Optional.empty());
    }

    Moved plus(Moved later) {
        return new Moved(
                counts.plus(later.counts),
                Stream.concat(rejects.stream(), later.rejects.stream()).toList(),
                later.lastKey.or(() -> lastKey));
    }
}

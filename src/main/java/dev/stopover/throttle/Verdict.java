package dev.stopover.throttle;

import java.util.List;
import java.util.stream.Collectors;

/** What all readings together say: go on when there is no cause, wait when one of them stops, else go on slowly. */
public record Verdict(List<Cause> causes) {
    /** Nothing is in the way. */
    public static final Verdict GO = new Verdict(List.of());

    public Verdict {
        causes = List.copyOf(causes);
    }

    /** Rows have to wait. */
    static Verdict stop(String text) {
        return new Verdict(List.of(new Cause("reading", true, text)));
    }

    /** Whether rows have to wait. */
    public boolean stops() {
        return causes.stream().anyMatch(Cause::stops);
    }

    /** Whether rows may be moved, but not at full pace. */
    public boolean slows() {
        return !causes.isEmpty() && !stops();
    }

    /** All causes, for people; empty when there is none. */
    public String reason() {
        return causes.stream().map(Cause::text).collect(Collectors.joining("; "));
    }

    /** Whether the same readings are in the way, whatever values they have. */
    public boolean hasSameCausesAs(Verdict other) {
        return stops() == other.stops()
                && causes.stream()
                        .map(Cause::reading)
                        .toList()
                        .equals(other.causes.stream().map(Cause::reading).toList());
    }
}

package dev.stopover.plan;

import java.util.Map;

/**
 * A transfer as it was read, and where its parts stand.
 *
 * @param places by path, such as {@code into} or {@code follow.u}
 */
record PlacedTransfer(Transfer transfer, Map<String, Position> places) {
    PlacedTransfer {
        places = Map.copyOf(places);
    }

    String name() {
        return transfer.name();
    }

    Position place(String path) {
        return places.getOrDefault(path, transfer.position());
    }
}

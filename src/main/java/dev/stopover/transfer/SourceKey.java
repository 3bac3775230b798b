package dev.stopover.transfer;

import java.util.List;

/** The key of one source row: as a JSON object for people and records, and column by column as text. */
record SourceKey(String json, List<String> values) {
    SourceKey {
        values = List.copyOf(values);
    }
}

package dev.stopover.plan;

import java.util.Optional;

/**
 * A migration in Flyway's naming.
 *
 * @param file the path relative to the plan's folder, with slashes; what Flyway records as the script
 * @param sql the text as it was read
 * @param undo the text of the undo script beside it
 */
public record Script(Version version, String description, String file, String sql, Optional<Undo> undo) {
    /** The script that takes a migration back. */
    public record Undo(String file, String sql) {}
}

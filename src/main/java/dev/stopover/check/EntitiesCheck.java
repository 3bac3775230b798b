package dev.stopover.check;

import dev.stopover.plan.Check;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The new application's entities fit the schema and every one of them can be read. */
final class EntitiesCheck {
    private EntitiesCheck() {}

    static Finding evaluate(EntityReader reader, Check.Entities check, Optional<Connection> within)
            throws SQLException {
        EntityReader.Reading reading = reader.read(check.persistenceUnit(), within);
        List<String> problems = reading.problems();
        String actual = problems.isEmpty()
                ? reading.entities() + " entities fit the schema and can be read"
                : problems.size() + (problems.size() == 1 ? " problem" : " problems");
        return new Finding(
                problems.isEmpty(),
                "every entity of " + check.persistenceUnit() + " fits the schema and can be read",
                actual,
                String.join(System.lineSeparator(), problems),
                List.of());
    }
}

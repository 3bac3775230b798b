package dev.stopover.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Answers whether the new application would start on the database: its entities fit the schema and can be read. */
@FunctionalInterface
public interface EntityReader {
    /** For callers without a container, where no persistence unit can be started. */
    EntityReader UNAVAILABLE = (unit, within) -> Reading.failed(
            "Entities can be checked only by the stopover program itself, which contains the persistence unit " + unit
                    + ".");

    /**
     * Validates the schema against the unit's entities and reads every entity.
     *
     * @param within a connection of the one transaction in which the schema was made, if it is not committed yet; in
     *     autocommit mode, as it leaves it
     * @throws SQLException when the connection is lost
     */
    Reading read(String persistenceUnit, Optional<Connection> within) throws SQLException;

    /** The same for what is committed. */
    default Reading read(String persistenceUnit) throws SQLException {
        return read(persistenceUnit, Optional.empty());
    }

    /**
     * What reading the entities of a persistence unit showed.
     *
     * @param entities how many entities were read without a problem
     * @param problems each with table, column and what was expected; empty when the application would start
     */
    record Reading(int entities, List<String> problems) {
        public Reading {
            problems = List.copyOf(problems);
        }

        static Reading failed(String problem) {
            return new Reading(0, List.of(problem));
        }
    }
}

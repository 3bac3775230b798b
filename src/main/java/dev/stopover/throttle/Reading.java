package dev.stopover.throttle;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** One look at how the server bears its load. */
interface Reading {
    /** How plans call it. */
    String key();

    /** Whether rows wait when it is too high, or cannot be taken; else they only go slower. */
    boolean stops();

    /**
     * What is too much just now; empty when nothing is.
     *
     * @param connection in autocommit mode, whose statements are limited in time
     * @throws SQLException when the reading cannot be taken
     */
    Optional<String> take(Connection connection) throws SQLException;
}

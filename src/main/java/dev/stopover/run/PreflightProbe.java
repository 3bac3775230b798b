package dev.stopover.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Looks at one side of the database before a run changes anything. */
@FunctionalInterface
interface PreflightProbe {
    /** Adds what it noticed. */
    void examine(Connection connection, List<Finding> findings) throws SQLException;
}

package dev.stopover.run;

import dev.stopover.plan.Plan;
import dev.stopover.sync.SyncRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What sync knows about who still uses the old schema. */
final class SyncClients {
    private SyncClients() {}

    /** How long ago the application last wrote to an old table, to the minute; empty when it has not since sync is on. */
    static Optional<Duration> sinceLastWrite(Connection connection, Plan plan) throws SQLException {
        return SyncRunner.state(connection, plan)
                .lastWrite("forward")
                .map(last -> Duration.between(last, Instant.now()));
    }
}

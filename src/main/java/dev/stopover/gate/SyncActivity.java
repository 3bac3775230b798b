package dev.stopover.gate;

import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Tells when the application last wrote to the old tables, whatever its connections call themselves. */
@FunctionalInterface
public interface SyncActivity {
    /** For plans without a sync. */
    SyncActivity NONE = (connection, plan) -> Optional.empty();

    /** How long ago a forward trigger fired last; empty when there are none, or none has ever fired. */
    Optional<Duration> sinceLastFiring(Connection connection, Plan plan) throws SQLException;
}

package dev.stopover.run;

import dev.stopover.database.Database;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks at the database before a run changes anything, and says what would go wrong. */
final class Preflight {
    private final Database database;
    private final RunSettings settings;

    Preflight(Database database, RunSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Everything noticed, the blocking findings first. */
    List<Finding> examine(Connection connection, Plan plan, BackupProbe backups) throws SQLException {
        List<PreflightProbe> probes = List.of(
                new ServerProbe(),
                new PoolerProbe(database),
                new RoleProbe(),
                new SessionProbe(plan, settings.workers()),
                new IndexProbe(),
                new ThrottleProbe(plan, settings.throttle()),
                new KeyProbe(plan, backups.phases(), settings.keys()),
                backups);
        List<Finding> findings = new ArrayList<>();
        for (PreflightProbe probe : probes) {
            probe.examine(connection, findings);
        }
        findings.sort((one, other) -> Boolean.compare(other.blocking(), one.blocking()));
        return List.copyOf(findings);
    }
}

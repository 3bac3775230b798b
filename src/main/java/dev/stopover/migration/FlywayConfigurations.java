package dev.stopover.migration;

import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** The one place where Flyway's configuration is made. */
final class FlywayConfigurations {
    static final String BASELINE_DESCRIPTION = "Existing schema";

    /** Seconds; another Flyway that holds the lock for longer is reported instead of waited for. */
    private static final int LOCK_RETRIES = 10;

    private FlywayConfigurations() {}

    /**
     * Flyway over these scripts of the plan.
     *
     * <p>Placeholders are not replaced: a plan's SQL means what it says. The lock is the session's, since the open
     * transaction of the other kind hangs CREATE INDEX CONCURRENTLY; it also makes Flyway use one connection, so that
     * a script and its row in the history commit together. What is missing from the plan, or newer than it, is judged
     * by {@link MigrationStatus}, which knows the plan's baseline. Mixed scripts are allowed here because Flyway only
     * records those; {@link ScriptCallback} sees to it that it executes nothing outside of a transaction.
     */
    static FluentConfiguration of(Plan plan, List<Script> scripts, DataSource source) {
        FluentConfiguration configuration = of(scripts, source);
        plan.baseline().ifPresent(version -> configuration.baselineVersion(version.toString()));
        return configuration;
    }

    /** Flyway over these scripts. */
    static FluentConfiguration of(List<Script> scripts, DataSource source) {
        FluentConfiguration configuration = Flyway.configure()
                .dataSource(source)
                .locations(new String[0])
                .resourceProvider(new PlanResources(scripts))
                .javaMigrationClassProvider(List::of)
                .skipDefaultCallbacks(true)
                .placeholderReplacement(false)
                .validateMigrationNaming(false)
                .ignoreMigrationPatterns("*:missing", "*:future")
                .cleanDisabled(true)
                .communityDBSupportEnabled(false)
                .lockRetryCount(LOCK_RETRIES)
                .mixed(true)
                .baselineDescription(BASELINE_DESCRIPTION);
        configuration
                .getPluginRegister()
                .getExact(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration;
    }
}

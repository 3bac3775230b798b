package dev.stopover.run;

import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.migration.MigrationSettings;
import dev.stopover.sync.SyncSettings;
import dev.stopover.transfer.TransferSettings;

/** What every part of a run works with. */
record RunEnvironment(
        Database database, RunSettings settings, RunContext context, ProgressReporter reporter, EntityReader entities) {
    /** The same within a transaction. */
    RunEnvironment within(Database transaction) {
        return new RunEnvironment(transaction, settings, context, reporter, entities);
    }

    MigrationSettings migration() {
        return database.isOneTransaction() ? settings.migration().impatient() : settings.migration();
    }

    TransferSettings transfer() {
        return database.isOneTransaction() ? settings.transfer().impatient() : settings.transfer();
    }

    SyncSettings sync() {
        return database.isOneTransaction() ? settings.sync().impatient() : settings.sync();
    }
}

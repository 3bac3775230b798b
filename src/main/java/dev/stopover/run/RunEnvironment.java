package dev.stopover.run;

import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;

/** What every part of a run works with. */
record RunEnvironment(
        Database database,
        RunSettings settings,
        RunContext context,
        ProgressReporter reporter,
        EntityReader entities) {}

package dev.stopover.cli;

import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.plan.Plan;
import dev.stopover.run.RunProgress;
import dev.stopover.run.RunSettings;

/** What every run needs, whichever way it goes. */
public record RunRequest(
        Database database,
        Plan plan,
        RunSettings settings,
        RunProgress progress,
        StopSignal stop,
        EntityReader entities) {}

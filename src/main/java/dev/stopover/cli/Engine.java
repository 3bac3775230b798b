package dev.stopover.cli;

import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.plan.Plan;
import dev.stopover.run.RunProgress;
import dev.stopover.run.RunResult;
import dev.stopover.run.RunSettings;
import java.util.List;
import java.util.Optional;

/** What the commands ask of the packages below; put together in one place, where the program starts. */
public interface Engine {
    /** The names of the plans that are part of this program. */
    List<String> bundledPlans();

    /**
     * The bundled plan of that name, or the plan in that folder.
     *
     * @throws dev.stopover.plan.InvalidPlanException with every problem of the plan
     */
    Plan plan(String nameOrFolder);

    /**
     * Runs a plan up to and including a phase; all of it when none is named.
     *
     * @return what was done
     * @throws dev.stopover.failure.StopoverException when the target is not reached
     */
    RunResult migrate(
            Database database,
            Plan plan,
            Optional<String> toPhase,
            RunSettings settings,
            RunProgress progress,
            StopSignal stop,
            EntityReader entities);
}

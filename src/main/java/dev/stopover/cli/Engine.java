package dev.stopover.cli;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.plan.Plan;
import dev.stopover.rehearsal.RehearsalReport;
import dev.stopover.rehearsal.RehearsalSettings;
import dev.stopover.run.RepairAnswer;
import dev.stopover.run.RepairResult;
import dev.stopover.run.RollbackResult;
import dev.stopover.run.RunResult;
import dev.stopover.run.RunSettings;
import dev.stopover.run.WorkResult;
import java.time.Duration;
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
    RunResult migrate(RunRequest request, Optional<String> toPhase);

    /**
     * Lends the run of another process a hand with its transfers.
     *
     * @param patience how long to wait for a run
     * @return what was moved
     */
    WorkResult work(RunRequest request, Duration patience);

    /**
     * Takes back the phases after the one that is named, or all of them.
     *
     * @param lossAccepted whether to go on where going back loses something
     * @return what was taken back
     * @throws dev.stopover.failure.StopoverException when the target is not reached
     */
    RollbackResult rollback(RunRequest request, Optional<String> toPhase, boolean lossAccepted);

    /**
     * Takes a copy of the database through the plan, back, and through it again.
     *
     * @param request the database that is copied, and not changed
     * @return what was seen; that the plan has a problem is no exception
     */
    RehearsalReport rehearse(RunRequest request, RehearsalSettings settings);

    /**
     * Tells what a person must decide after a failure, and records the answer to the first question if there is one.
     */
    RepairResult repair(
            Database database, Plan plan, RunSettings settings, Optional<RepairAnswer> answer, StopSignal stop);
}

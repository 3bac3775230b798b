package dev.stopover.rehearsal;

import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.migration.ScriptWitness;
import dev.stopover.plan.Plan;
import dev.stopover.run.OnFailure;
import dev.stopover.run.PlanRunner;
import dev.stopover.run.ProgressReporter;
import dev.stopover.run.RollbackResult;
import dev.stopover.run.RunContext;
import dev.stopover.run.RunResult;
import dev.stopover.run.RunSettings;
import java.util.Optional;

/** Runs plans on the copies exactly as they are run on the database itself. */
record Runs(
        RunSettings settings, RunContext context, ProgressReporter reporter, StopSignal stop, EntityReader entities) {
    RunResult forward(Database copy, Plan plan, Optional<String> to) {
        return forward(copy, plan, to, ScriptWitness.NONE);
    }

    /** A phase that fails is left as it is: its rollback is not what is looked at then, and the copy is thrown away. */
    RunResult forward(Database copy, Plan plan, Optional<String> to, ScriptWitness witness) {
        return runner(copy, settings.withOnFailure(OnFailure.STOP).withWitness(witness))
                .migrate(plan, to);
    }

    /** Nobody loses anything with a copy. */
    RollbackResult back(Database copy, Plan plan, Optional<String> to, ScriptWitness witness) {
        return runner(copy, settings.withWitness(witness)).rollback(plan, to, true);
    }

    private PlanRunner runner(Database copy, RunSettings how) {
        return new PlanRunner(copy, how, context, reporter, stop, entities);
    }
}

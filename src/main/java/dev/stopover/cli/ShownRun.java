package dev.stopover.cli;

import dev.stopover.database.Database;
import dev.stopover.plan.Plan;
import dev.stopover.run.RunProgress;
import dev.stopover.run.RunSettings;
import dev.stopover.run.RunView;
import java.util.function.Function;

/** A run as a command shows it: to the probes, the metrics and the person before the terminal. */
record ShownRun(Database database, Plan plan, RunSettings settings) {
    /** Has the run done, and returns what it tells in the end. */
    <R> R show(CommandContext context, ContainerServices services, boolean logsJson, Function<RunRequest, R> run) {
        RunProgress progress = new RunProgress(RunView.starting(plan));
        services.run().show(progress);
        services.metrics().publish(plan);
        try (ProgressDisplay display = ProgressDisplay.of(progress, context.console(), logsJson)) {
            display.start();
            return run.apply(new RunRequest(database, plan, settings, progress, context.stop(), services.entities()));
        }
    }
}

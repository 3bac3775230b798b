package dev.stopover.cli;

import dev.stopover.database.Database;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.run.RunProgress;
import dev.stopover.run.RunResult;
import dev.stopover.run.RunSettings;
import dev.stopover.run.RunView;
import dev.stopover.run.RunView.PhaseView;
import dev.stopover.run.RunView.Progress;
import java.util.List;
import java.util.Optional;

/** One run of a plan as a command shows it: to the probes, the metrics and the person before the terminal. */
record Migration(Database database, Plan plan, Optional<String> toPhase, RunSettings settings) {
    /** Runs the plan and returns what was done. */
    RunResult run(CommandContext context, ContainerServices services, boolean logsJson) {
        List<String> phases = plan.phases().stream().map(Phase::name).toList();
        RunProgress progress = new RunProgress(new RunView(
                plan.name(),
                Optional.empty(),
                "starting",
                Optional.empty(),
                "connecting",
                Progress.NONE,
                Optional.empty(),
                phases.stream().map(name -> new PhaseView(name, "pending")).toList(),
                false));
        services.run().show(progress);
        services.metrics().publish(plan.name(), phases);
        try (ProgressDisplay display = ProgressDisplay.of(progress, context.console(), logsJson)) {
            display.start();
            return context.engine()
                    .migrate(database, plan, toPhase, settings, progress, context.stop(), services.entities());
        }
    }
}

package dev.stopover.cli;

import dev.stopover.failure.ExitCode;
import dev.stopover.plan.Plan;
import picocli.CommandLine.Mixin;

/** Shows what a plan would do. */
@picocli.CommandLine.Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Show what a plan would do: its phases, scripts, transfers with their SQL, checks and estimates.",
            "With a database: what of it is done already, and the transfers' SQL as it fits the tables there. "
                    + "Nothing is changed.",
            ""
        })
final class PlanCommand implements PlainCommand {
    @Mixin
    private PlanOptions planOptions;

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private OutputOptions output;

    PlanCommand(CommandContext context) {
        this.planOptions = new PlanOptions(context.engine());
        this.databaseOptions = new DatabaseOptions(context.settings());
        this.output = new OutputOptions(context.console());
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public int call() {
        Plan plan = planOptions.load();
        output.print(new PlanView(
                databaseOptions.present() ? PlanPreview.of(plan, databaseOptions.database()) : PlanPreview.of(plan)));
        return ExitCode.DONE.code();
    }
}

package dev.stopover.cli;

import dev.stopover.failure.ExitCode;
import picocli.CommandLine.Mixin;

/** Lists the plans that are part of this program. */
@picocli.CommandLine.Command(
        name = "plans",
        mixinStandardHelpOptions = true,
        description = {"List the plans that are part of this program.", ""})
final class PlansCommand implements PlainCommand {
    @Mixin
    private OutputOptions output;

    private final CommandContext context;

    PlansCommand(CommandContext context) {
        this.context = context;
        this.output = new OutputOptions(context.console());
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public int call() {
        Engine engine = context.engine();
        output.print(
                new PlansView(engine.bundledPlans().stream().map(engine::plan).toList()));
        return ExitCode.DONE.code();
    }
}

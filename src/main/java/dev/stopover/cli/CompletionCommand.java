package dev.stopover.cli;

import dev.stopover.failure.ExitCode;
import picocli.AutoComplete;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the completion script of bash and zsh. */
@picocli.CommandLine.Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {"Print a completion script for bash and zsh: source <(stopover completion)", ""})
final class CompletionCommand implements PlainCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private OutputOptions output;

    private final CommandContext context;

    CompletionCommand(CommandContext context) {
        this.context = context;
        this.output = new OutputOptions(context.console());
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public int call() {
        context.console().print(AutoComplete.bash("stopover", spec.root().commandLine()));
        return ExitCode.DONE.code();
    }
}

package dev.stopover.cli;

import dev.stopover.backup.ByteSize;
import dev.stopover.failure.ExitCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line: parses the arguments, runs the command with or without the container, and returns the exit code. */
public final class StopoverCli {
    private final CommandContext context;
    private final Container container;
    private final CommandLine line;

    public StopoverCli(CommandContext context, Container container) {
        this.context = context;
        this.container = container;
        this.line = commandLine();
    }

    /** Runs one command and returns the exit code with which the process should end. */
    public int run(String... arguments) {
        return line.execute(arguments);
    }

    /** The commands with their options, for documents and completion. */
    CommandLine line() {
        return line;
    }

    private CommandLine commandLine() {
        CommandLine program = new CommandLine(new StopoverCommand());
        List.of(
                        new MigrateCommand(context),
                        new StatusCommand(context),
                        new RollbackCommand(context),
                        new RepairCommand(context),
                        new RehearseCommand(context),
                        new PlanCommand(context),
                        new ValidateCommand(context),
                        new VerifyCommand(context),
                        new CompareCommand(context),
                        new ApproveCommand(context),
                        new WatchCommand(context),
                        new WaitCommand(context),
                        new WorkCommand(context),
                        new BackupCommand(context),
                        new RestoreCommand(context),
                        new InspectCommand(context),
                        new PlansCommand(context),
                        new DocumentCommand(context),
                        new DemoCommand(context),
                        new CompletionCommand(context))
                .forEach(program::addSubcommand);
        program.getCommandSpec().version("stopover " + ProgramVersion.current());
        program.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes());
        program.setDefaultValueProvider(new OptionDefaults(context.settings()));
        program.registerConverter(Duration.class, Durations::parse);
        program.registerConverter(ByteSize.class, StopoverCli::size);
        program.setColorScheme(CommandLine.Help.defaultColorScheme(
                context.console().outputStyle().colour() ? Ansi.ON : Ansi.OFF));
        program.setOut(context.console().output());
        program.setErr(context.console().errors());
        program.setUsageHelpAutoWidth(false);
        program.setUsageHelpWidth(100);
        program.setAbbreviatedOptionsAllowed(false);
        program.setCaseInsensitiveEnumValuesAllowed(true);
        program.setParameterExceptionHandler((failure, arguments) -> wrongUsage(failure));
        program.setExecutionStrategy(new Execution());
        return program;
    }

    private static ByteSize size(String text) {
        try {
            return ByteSize.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(e.getMessage());
        }
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitCode exitCode : ExitCode.values()) {
            codes.put(String.valueOf(exitCode.code()), exitCode.meaning());
        }
        return codes;
    }

    private int wrongUsage(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        context.console().printError(context.console().errorStyle().bad("error: ") + failure.getMessage() + "\n");
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        command.getErr().flush();
        context.console().printError("  See " + command.getCommandSpec().qualifiedName() + " --help.\n");
        return ExitCode.WRONG_USAGE.code();
    }

    private final class Execution implements IExecutionStrategy {
        @Override
        public int execute(ParseResult parsed) {
            Integer help = CommandLine.executeHelpRequest(parsed);
            if (help != null) {
                return help;
            }
            CommandLine chosen = leaf(parsed);
            if (!(chosen.getCommand() instanceof Command)) {
                chosen.usage(chosen.getErr());
                return ExitCode.WRONG_USAGE.code();
            }
            Command command = chosen.getCommand();
            try {
                if (command instanceof ContainerCommand inContainer) {
                    Map<String, String> configuration = new LinkedHashMap<>(inContainer.prepare());
                    configuration.putAll(LogSettings.configuration(command.output()));
                    return container.run(configuration, inContainer::call);
                }
                return ((PlainCommand) command).call();
            } catch (RuntimeException | Error e) {
                return failed(FailureReport.of(e), command.output());
            }
        }

        private int failed(FailureReport report, OutputOptions output) {
            context.console().printError(report.text(context.console().errorStyle(), output.isVerbose()));
            if (output.isJson()) {
                context.console().printJson(report.json());
            }
            return report.exitCode().code();
        }

        private CommandLine leaf(ParseResult parsed) {
            List<CommandLine> commands = parsed.asCommandLineList();
            return commands.get(commands.size() - 1);
        }
    }
}

package dev.stopover.cli;

import dev.stopover.failure.ExitCode;
import dev.stopover.failure.UsageException;
import dev.stopover.inspection.InspectionSettings;
import dev.stopover.inspection.Inspector;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what about a database matters to a migration. */
@picocli.CommandLine.Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = {
            "Look at a database before or after a migration: what stands in its way, table sizes, index use, connections "
                    + "and slow queries.",
            "Only reads, and waits for nobody. Works for any role that can connect, and says what it could not see. Needs "
                    + "no plan. Exits with 0 whatever it finds.",
            ""
        })
final class InspectCommand implements PlainCommand {
    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "How long each of its queries may take. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = InspectionSettings.DEFAULT.statementTimeout();

    @Option(
            names = "--long-transaction",
            paramLabel = "TIME",
            defaultValue = "1m",
            description = "From what age on a transaction is shown as long. Default: ${DEFAULT-VALUE}.")
    private Duration longTransaction = InspectionSettings.DEFAULT.longTransaction();

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private OutputOptions output;

    private final CommandContext context;

    InspectCommand(CommandContext context) {
        this.context = context;
        this.databaseOptions = new DatabaseOptions(context.settings());
        this.output = new OutputOptions(context.console());
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public int call() {
        if (timeout.isZero()) {
            throw new UsageException("--timeout 0 would let a query run without limit", "Give at least 1ms.");
        }
        Inspector inspector = new Inspector(
                databaseOptions.database(), new InspectionSettings(timeout, longTransaction), context.stop());
        output.print(new InspectionView(inspector.inspect()));
        return ExitCode.DONE.code();
    }
}

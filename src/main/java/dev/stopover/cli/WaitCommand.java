package dev.stopover.cli;

import dev.stopover.failure.ExitCode;
import dev.stopover.gate.PhaseArrival;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Waits until a phase is completed. */
@picocli.CommandLine.Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        description = {
            "Wait until a phase is completed, as an init container of what depends on it.",
            "Asks the database and nothing else, and needs no more than to read stopover.phase. A database that is not "
                    + "there yet and a plan that was never run are waited for, too. Exits with 7 when the time is over.",
            ""
        })
final class WaitCommand implements PlainCommand {
    @Mixin
    private PlanOptions planOptions;

    @Option(names = "--for", paramLabel = "PHASE", required = true, description = "The phase.")
    private String phaseName = "";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "How long to wait. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofMinutes(10);

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private OutputOptions output;

    private final CommandContext context;

    WaitCommand(CommandContext context) {
        this.context = context;
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
        Phase phase = PlanOptions.phase(plan, phaseName);
        new PhaseArrival(
                        databaseOptions.database(),
                        context.stop(),
                        message -> context.console().printError(message + "\n"))
                .await(plan, phase, timeout);
        output.print(new ArrivalView(plan.name(), phase.name()));
        return ExitCode.DONE.code();
    }
}

package dev.stopover.cli;

import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.UsageException;
import dev.stopover.plan.Plan;
import dev.stopover.run.RunSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lends a run a hand with its transfers. */
@picocli.CommandLine.Command(
        name = "work",
        mixinStandardHelpOptions = true,
        description = {
            "Lend the run of stopover migrate a hand: move rows of its transfers from a further process or machine.",
            "Exits with 0 when all transfers are copied, or when no run is at work. Any number of workers may start, "
                    + "stop and be killed at any time: whatever they leave, the run does itself.",
            ""
        })
final class WorkCommand implements ContainerCommand {
    @Mixin
    private PlanOptions planOptions;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many connections move the rows of a transfer. Default: ${DEFAULT-VALUE}.")
    private int workers = 1;

    @Option(
            names = "--wait-for-run",
            paramLabel = "TIME",
            defaultValue = "1m",
            description = "How long to wait for a run to begin, or to be taken up again when its runner is gone. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Duration patience = Duration.ofMinutes(1);

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private ThrottleOptions throttle = new ThrottleOptions();

    @Mixin
    private HealthOptions health;

    @Mixin
    private OutputOptions output;

    private final CommandContext context;
    private @Nullable ShownRun run;

    WorkCommand(CommandContext context) {
        this.context = context;
        this.planOptions = new PlanOptions(context.engine());
        this.databaseOptions = new DatabaseOptions(context.settings());
        this.health = new HealthOptions();
        this.output = new OutputOptions(context.console());
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Map<String, String> prepare() {
        if (workers < 1 || workers > 64) {
            throw new UsageException("--workers " + workers + " is out of range", "Give a number from 1 to 64.");
        }
        Plan plan = planOptions.load();
        Database database = databaseOptions.database();
        run = new ShownRun(
                database, plan, RunSettings.DEFAULT.withWorkers(workers).withThrottle(throttle.limits()));
        Map<String, String> configuration = new LinkedHashMap<>(health.configuration());
        configuration.putAll(DatabaseOptions.configuration(database, plan.name()));
        return configuration;
    }

    @Override
    public int call(ContainerServices services) {
        if (run == null) {
            throw new IllegalStateException("not prepared");
        }
        output.print(new WorkReport(run.show(
                context,
                services,
                output.logsJson(),
                request -> context.engine().work(request, patience))));
        return ExitCode.DONE.code();
    }
}

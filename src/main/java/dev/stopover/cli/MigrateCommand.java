package dev.stopover.cli;

import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import dev.stopover.plan.Plan;
import dev.stopover.run.OnFailure;
import dev.stopover.run.RunSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a plan. */
@picocli.CommandLine.Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = {
            "Run a plan: take the database through its phases, each with its migrations, transfers and checks.",
            "A run that was stopped or killed is resumed by running it again. Several runners may start at once: one "
                    + "works, the others wait and find nothing to do.",
            ""
        })
final class MigrateCommand implements ContainerCommand {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    @Mixin
    private PlanOptions planOptions;

    @Option(names = "--to", paramLabel = "PHASE", description = "Stop when this phase is completed.")
    private @Nullable String toPhase;

    @Option(
            names = "--on-failure",
            paramLabel = "roll-back|stop",
            description = "What becomes of a phase that fails: it is rolled back (exit code 5), or left as it is for a "
                    + "person to look at (exit code 6). Default: roll-back.")
    private @Nullable OnFailure onFailure;

    @Option(names = "--serve", description = "Stay up after the work and answer probes until the process is stopped.")
    private boolean serve;

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private RunOptions runOptions;

    @Mixin
    private ThrottleOptions throttle = new ThrottleOptions();

    @Mixin
    private HealthOptions health;

    @Mixin
    private OutputOptions output;

    private final CommandContext context;
    private @Nullable ShownRun run;

    MigrateCommand(CommandContext context) {
        this.context = context;
        this.planOptions = new PlanOptions(context.engine());
        this.databaseOptions = new DatabaseOptions(context.settings());
        this.runOptions = new RunOptions();
        this.health = new HealthOptions();
        this.output = new OutputOptions(context.console());
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public Map<String, String> prepare() {
        Plan plan = planOptions.load();
        Database database = databaseOptions.database();
        PlanOptions.requirePhase(plan, toPhase);
        RunSettings settings = runOptions.settings().withThrottle(throttle.limits());
        run = new ShownRun(database, plan, onFailure == null ? settings : settings.withOnFailure(onFailure));
        Map<String, String> configuration = new LinkedHashMap<>(health.configuration());
        configuration.putAll(DatabaseOptions.configuration(database, plan.name()));
        return configuration;
    }

    @Override
    public int call(ContainerServices services) {
        if (run == null) {
            throw new IllegalStateException("not prepared");
        }
        output.print(new RunReport(run.show(
                context,
                services,
                output.logsJson(),
                request -> context.engine().migrate(request, Optional.ofNullable(toPhase)))));
        return serve ? serve() : ExitCode.DONE.code();
    }

    private int serve() {
        try {
            context.stop().pause(FOR_EVER);
            return ExitCode.DONE.code();
        } catch (StoppedException e) {
            return e.exitCode().code();
        }
    }
}

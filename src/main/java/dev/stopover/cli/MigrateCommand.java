package dev.stopover.cli;

import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import dev.stopover.failure.UsageException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

    @Option(names = "--serve", description = "Stay up after the work and answer probes until the process is stopped.")
    private boolean serve;

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private RunOptions runOptions;

    @Mixin
    private HealthOptions health;

    @Mixin
    private OutputOptions output;

    private final CommandContext context;
    private @Nullable Migration migration;

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
        migration = new Migration(database, plan, target(plan), runOptions.settings());
        Map<String, String> configuration = new LinkedHashMap<>(health.configuration());
        configuration.putAll(DatabaseOptions.configuration(database, plan.name()));
        return configuration;
    }

    @Override
    public int call(ContainerServices services) {
        if (migration == null) {
            throw new IllegalStateException("not prepared");
        }
        output.print(new RunReport(migration.run(context, services, output.logsJson())));
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

    private Optional<String> target(Plan plan) {
        if (toPhase != null && plan.phase(toPhase).isEmpty()) {
            throw new UsageException(
                    "plan " + plan.name() + " has no phase " + toPhase,
                    "Its phases are " + plan.phases().stream().map(Phase::name).collect(Collectors.joining(", "))
                            + ".");
        }
        return Optional.ofNullable(toPhase);
    }
}

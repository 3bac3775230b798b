package dev.stopover.cli;

import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.plan.Plan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes phases back. */
@picocli.CommandLine.Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = {
            "Take phases back, the last one first: what their transfers moved, then their migrations by their undo "
                    + "scripts.",
            "Nothing is begun when a step cannot be undone. After each phase the catalog is compared with what it was "
                    + "before it.",
            ""
        })
final class RollbackCommand implements ContainerCommand {
    @Mixin
    private PlanOptions planOptions;

    @Option(
            names = "--to",
            paramLabel = "PHASE",
            description = "Take back the phases after this one, which itself stays. Default: take back all phases.")
    private @Nullable String toPhase;

    @Option(
            names = "--accept-loss",
            description = "Go back although it loses what the command names when it refuses without this option.")
    private boolean lossAccepted;

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private RunOptions runOptions;

    @Mixin
    private HealthOptions health;

    @Mixin
    private OutputOptions output;

    private final CommandContext context;
    private @Nullable ShownRun run;

    RollbackCommand(CommandContext context) {
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
        PlanOptions.requirePhase(plan, toPhase);
        Database database = databaseOptions.database();
        run = new ShownRun(database, plan, runOptions.settings());
        Map<String, String> configuration = new LinkedHashMap<>(health.configuration());
        configuration.putAll(DatabaseOptions.configuration(database, plan.name()));
        return configuration;
    }

    @Override
    public int call(ContainerServices services) {
        if (run == null) {
            throw new IllegalStateException("not prepared");
        }
        output.print(new RollbackReport(run.show(
                context,
                services,
                output.logsJson(),
                request -> context.engine().rollback(request, Optional.ofNullable(toPhase), lossAccepted))));
        return ExitCode.DONE.code();
    }
}

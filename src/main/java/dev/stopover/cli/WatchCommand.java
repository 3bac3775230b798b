package dev.stopover.cli;

import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.gate.SoakReport;
import dev.stopover.gate.SoakWatch;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.run.RunProgress;
import dev.stopover.run.RunSettings;
import dev.stopover.run.RunView;
import dev.stopover.run.SoakProgress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Samples the monitors of the phases that soak. */
@picocli.CommandLine.Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Sample the monitors of the phases that soak, and roll a phase back when one of its monitors was out of bounds "
                    + "too often in a row.",
            "Goes on until every soak of the plan is over, as a Deployment; or once, as a CronJob. Exits with 5 when a "
                    + "phase tripped and was rolled back, with 6 when it was not.",
            ""
        })
final class WatchCommand implements ContainerCommand {
    @Mixin
    private PlanOptions planOptions;

    @Option(names = "--once", description = "Take one sample of each monitor that is due, and end.")
    private boolean once;

    @Option(
            names = "--accept-loss",
            description = "Roll back also where that loses what was written since cut-over. Without it such a phase is "
                    + "left for a person.")
    private boolean lossAccepted;

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private HealthOptions health;

    @Mixin
    private OutputOptions output;

    private final CommandContext context;
    private @Nullable Plan plan;
    private @Nullable Database database;

    WatchCommand(CommandContext context) {
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
        plan = planOptions.load();
        database = databaseOptions.database();
        Map<String, String> configuration = new LinkedHashMap<>(once ? Map.of() : health.configuration());
        configuration.putAll(DatabaseOptions.configuration(database, plan.name()));
        return configuration;
    }

    @Override
    public int call(ContainerServices services) {
        if (plan == null || database == null) {
            throw new IllegalStateException("not prepared");
        }
        Database on = database;
        SoakWatch watch = new SoakWatch(
                on,
                context.stop(),
                (of, phase) -> context.engine()
                        .rollback(
                                new RunRequest(
                                        on,
                                        of,
                                        RunSettings.DEFAULT,
                                        new RunProgress(RunView.starting(of)),
                                        context.stop(),
                                        services.entities()),
                                before(of, phase),
                                lossAccepted));
        SoakReport report = once ? watch.once(plan) : watch(watch, plan, services);
        output.print(new SoakView(report));
        return report.trip().isPresent() ? ExitCode.ROLLED_BACK.code() : ExitCode.DONE.code();
    }

    private SoakReport watch(SoakWatch watch, Plan watched, ContainerServices services) {
        SoakProgress progress = new SoakProgress(watched);
        services.run().show(progress.progress());
        services.metrics().publish(watched);
        return watch.untilOver(
                watched,
                report -> progress.show(report)
                        .forEach(message -> context.console().printError(message + "\n")));
    }

    /** A rollback is told where to arrive. */
    private static Optional<String> before(Plan plan, Phase phase) {
        int position = plan.phases().indexOf(phase);
        return position == 0
                ? Optional.empty()
                : Optional.of(plan.phases().get(position - 1).name());
    }
}

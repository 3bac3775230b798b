package dev.stopover.cli;

import dev.stopover.failure.ExitCode;
import dev.stopover.plan.Plan;
import dev.stopover.run.PlanStatus;
import dev.stopover.run.StatusReader;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows where each phase of the plan stands. */
@picocli.CommandLine.Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Show where plans stand on a database: phases, runs, transfers, rejects, checks and pending versions.",
            "Without --plan: every plan that was ever run there.",
            ""
        })
final class StatusCommand implements ContainerCommand {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final String CLEAR_SCREEN = "\u001B[H\u001B[2J";

    @Mixin
    private PlanOptions planOptions;

    @Option(names = "--watch", description = "Show it again whenever it has changed, until no run is at work.")
    private boolean watch;

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private OutputOptions output;

    private final CommandContext context;
    private Optional<Plan> plan = Optional.empty();

    StatusCommand(CommandContext context) {
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
    public Map<String, String> prepare() {
        plan = planOptions.loadIfNamed();
        Map<String, String> configuration =
                new LinkedHashMap<>(DatabaseOptions.configuration(databaseOptions.database(), "status"));
        configuration.put("quarkus.hibernate-orm.active", "true");
        return configuration;
    }

    @Override
    public int call(ContainerServices services) {
        List<PlanStatus> shown = read(services.statuses().get());
        print(shown);
        while (watch && shown.stream().anyMatch(PlanStatus::running)) {
            context.stop().pause(EVERY);
            List<PlanStatus> now = read(services.statuses().get());
            if (!now.equals(shown)) {
                print(now);
                shown = now;
            }
        }
        return ExitCode.DONE.code();
    }

    private void print(List<PlanStatus> statuses) {
        if (watch && context.console().outputIsTerminal() && !output.isJson()) {
            context.console().print(CLEAR_SCREEN);
        }
        output.print(new StatusView(statuses));
    }

    private List<PlanStatus> read(StatusReader reader) {
        return plan.map(known -> List.of(reader.read(known))).orElseGet(reader::readAll);
    }
}

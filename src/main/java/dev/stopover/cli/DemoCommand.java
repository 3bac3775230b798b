package dev.stopover.cli;

import dev.stopover.cipher.FileKeySource;
import dev.stopover.cipher.KeySource;
import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.UsageException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.run.RunResult;
import dev.stopover.run.RunSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a bundled plan on demonstration rows. */
@picocli.CommandLine.Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Load the old schema of a bundled plan with demonstration rows, run the plan up to cut-over, and "
                    + "show the checks and the status.",
            "The database must be empty; one that does not exist is created, and dropped again at the end. Nobody uses it, "
                    + "so no gate is waited for.",
            ""
        })
final class DemoCommand implements ContainerCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "PLAN",
            defaultValue = "massava",
            description = "A bundled plan. Default: ${DEFAULT-VALUE}.")
    private String planName = "massava";

    @Option(
            names = "--scale",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many times the rows of the smallest demonstration. Default: ${DEFAULT-VALUE}.")
    private int scale;

    @Option(names = "--keep", description = "Do not drop the database that was created.")
    private boolean keep;

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private RunOptions runOptions;

    @Mixin
    private HealthOptions health;

    @Mixin
    private OutputOptions output;

    private final CommandContext context;
    private @Nullable Prepared prepared;

    private record Prepared(Plan plan, Database database, DemoDatabase demo, RunSettings settings) {}

    DemoCommand(CommandContext context) {
        this.context = context;
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
        if (scale < 1) {
            throw new UsageException("--scale " + scale + " is out of range", "Give 1 or more.");
        }
        Plan plan = bundled();
        Database database = databaseOptions.database();
        prepared = new Prepared(plan, database, DemoDatabase.of(database, plan.name()), settings(plan));
        Map<String, String> configuration = new LinkedHashMap<>(health.configuration());
        configuration.putAll(DatabaseOptions.configuration(database, "demo"));
        configuration.put("quarkus.hibernate-orm.active", "true");
        return configuration;
    }

    @Override
    public int call(ContainerServices services) {
        if (prepared == null) {
            throw new IllegalStateException("not prepared");
        }
        Prepared work = prepared;
        boolean created = work.demo().load(scale);
        try {
            Optional<String> last = lastBeforeContract(work.plan());
            RunResult result = new ShownRun(work.database(), work.plan(), work.settings())
                    .show(
                            context,
                            services,
                            output.logsJson(),
                            request -> context.engine().migrate(request, last));
            output.print(new RunReport(result));
            output.print(new StatusView(List.of(services.statuses().get().read(work.plan()))));
        } finally {
            if (created && !keep) {
                work.demo().drop();
            }
        }
        return ExitCode.DONE.code();
    }

    /** A plan that encrypts gets a key of its own, so that one line is enough to see it run. */
    private RunSettings settings(Plan plan) {
        RunSettings settings = runOptions.settings().withoutGates();
        if (plan.encryptions().isEmpty() || settings.keys() != KeySource.NONE) {
            return settings;
        }
        try {
            Path file = Files.createTempDirectory("stopover-demo").resolve("key");
            KeySource key = FileKeySource.create(file);
            context.console()
                    .printError("The plan encrypts with a key that was made for it: --keys file:" + file + "\n");
            return settings.withKeys(key);
        } catch (IOException e) {
            throw new UsageException("cannot write a key file: " + e.getMessage(), "Give one with --keys.", e);
        }
    }

    /** A contract phase waits for weeks of soak, and takes away what a demonstration wants to show. */
    private static Optional<String> lastBeforeContract(Plan plan) {
        return plan.phases().stream()
                .takeWhile(phase -> phase.kind() != PhaseKind.CONTRACT)
                .reduce((one, next) -> next)
                .map(Phase::name);
    }

    private Plan bundled() {
        List<String> names = context.engine().bundledPlans();
        if (!names.contains(planName)) {
            throw new UsageException(
                    "there is no bundled plan " + planName, "Choose one of " + String.join(", ", names) + ".");
        }
        return context.engine().plan(planName);
    }
}

package dev.stopover.cli;

import dev.stopover.backup.BackupSettings;
import dev.stopover.database.Database;
import dev.stopover.failure.UsageException;
import dev.stopover.plan.Plan;
import dev.stopover.rehearsal.RehearsalReport;
import dev.stopover.rehearsal.RehearsalSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rehearses a plan on a copy. */
@picocli.CommandLine.Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        description = {
            "Take a copy of the database through a plan, back, and through it again, and compare catalog and rows at each "
                    + "turn.",
            "The database itself is only read. The copy is made by dump and restore beside it, and dropped at the end. "
                    + "Gates, approvals and soak times do not hold a rehearsal up. Exit code 5 when a step did not come out "
                    + "as it should.",
            ""
        })
final class RehearseCommand implements ContainerCommand {
    @Mixin
    private PlanOptions planOptions;

    @Option(names = "--to", paramLabel = "PHASE", description = "The last phase to rehearse. Default: all of them.")
    private @Nullable String toPhase;

    @Option(
            names = "--copy-url",
            paramLabel = "URL",
            description =
                    "Rehearse in this database, a copy that was made by other means, instead of making one. It is "
                            + "changed and not dropped.")
    private @Nullable String copyUrl;

    @Option(names = "--copy-is-disposable", description = "Says that the database of --copy-url may be changed.")
    private boolean copyIsDisposable;

    @Option(names = "--keep", description = "Do not drop the copy in which the rehearsal ended, to look at it.")
    private boolean keep;

    @Option(
            names = "--record-estimates",
            description = "Record how long each phase took as its estimate in the database itself, when all went well.")
    private boolean recordEstimates;

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
    private @Nullable RehearsalSettings settings;

    RehearseCommand(CommandContext context) {
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
        RehearsalSettings how = settings(database);
        run = new ShownRun(database, plan, runOptions.settings().withThrottle(throttle.limits()));
        settings = how;
        Map<String, String> configuration = new LinkedHashMap<>(health.configuration());
        // The entities are those of the copy.
        configuration.putAll(DatabaseOptions.configuration(how.copy(), plan.name()));
        return configuration;
    }

    @Override
    public int call(ContainerServices services) {
        if (run == null || settings == null) {
            throw new IllegalStateException("not prepared");
        }
        RehearsalSettings how = settings;
        RehearsalReport report = run.show(
                context,
                services,
                output.logsJson(),
                request -> context.engine().rehearse(request, how));
        output.print(new RehearsalView(report));
        return report.exitCode().code();
    }

    private RehearsalSettings settings(Database database) {
        if (copyUrl != null && !copyIsDisposable) {
            throw new UsageException(
                    "a rehearsal changes the database of --copy-url as the plan does",
                    "If it is a copy that nobody needs, say so with --copy-is-disposable.");
        }
        if (copyUrl == null && copyIsDisposable) {
            throw new UsageException(
                    "--copy-is-disposable stands without --copy-url", "Name the copy, or leave it away.");
        }
        BackupSettings asked = runOptions.settings().backup();
        BackupSettings backups =
                asked.directory().isPresent() ? asked : asked.in(Path.of(System.getProperty("java.io.tmpdir")));
        Optional<String> to = Optional.ofNullable(toPhase);
        return copyUrl == null
                ? RehearsalSettings.onNewCopy(database, to, keep, recordEstimates, backups)
                : RehearsalSettings.onGivenCopy(
                        databaseOptions.other("--copy-url", copyUrl), to, keep, recordEstimates, backups);
    }
}

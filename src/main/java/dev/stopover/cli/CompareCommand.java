package dev.stopover.cli;

import dev.stopover.compare.ComparedQuery;
import dev.stopover.compare.ComparisonSettings;
import dev.stopover.compare.QueryComparison;
import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.UsageException;
import dev.stopover.plan.Plan;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a plan's queries on the old schema and on the new one. */
@picocli.CommandLine.Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Measure the queries that the plan names on the old schema and on the new one, in turn, and show times, plans "
                    + "and buffers. Only reads.",
            "Needs a database that has both schemas, as it is from the end of migrate until contract, or two databases. "
                    + "Exits with 6 when a query is slower than the plan allows, or does not return as many rows as before.",
            ""
        })
final class CompareCommand implements PlainCommand {
    @Mixin
    private PlanOptions planOptions;

    @Mixin
    private DatabaseOptions databaseOptions;

    @Option(
            names = "--before-url",
            paramLabel = "URL",
            description = "The database with the old schema, if it is another one than --url.")
    private @Nullable String beforeUrl;

    @Option(
            names = "--executions",
            paramLabel = "N",
            defaultValue = "200",
            description = "How often each query is executed on each side. Default: ${DEFAULT-VALUE}.")
    private int executions;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long a single execution may take. Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofSeconds(30);

    @Mixin
    private OutputOptions output;

    private final CommandContext context;

    CompareCommand(CommandContext context) {
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
        if (executions < 1) {
            throw new UsageException("--executions " + executions + " is out of range", "Give 1 or more.");
        }
        if (timeout.toMillis() < 1) {
            throw new UsageException("--timeout must be longer than nothing", "Write for example 30s.");
        }
        Plan plan = planOptions.load();
        if (plan.queries().isEmpty()) {
            throw new UsageException(
                    "plan " + plan.name() + " names no queries to compare",
                    "Write some under \"queries\" in its plan.yaml: docs/plan-reference.md says how.");
        }
        Database after = databaseOptions.database();
        Database before = beforeUrl == null ? after : databaseOptions.other("--before-url", beforeUrl);
        List<ComparedQuery> queries = new QueryComparison(
                        before, after, new ComparisonSettings(executions, timeout), context.stop())
                .run(plan.queries());
        output.print(new ComparisonView(plan.name(), queries));
        return queries.stream().allMatch(ComparedQuery::passed)
                ? ExitCode.DONE.code()
                : ExitCode.NEEDS_ATTENTION.code();
    }
}

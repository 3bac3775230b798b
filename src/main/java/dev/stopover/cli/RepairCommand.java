package dev.stopover.cli;

import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.plan.Plan;
import dev.stopover.run.RepairAnswer;
import dev.stopover.run.RepairResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a person must decide after a failure, and records the decision. */
@picocli.CommandLine.Command(
        name = "repair",
        mixinStandardHelpOptions = true,
        description = {
            "Show what Stopover cannot decide by itself after a failure: a statement outside of a transaction that was "
                    + "interrupted, or an undo that did not restore the schema.",
            "With --assume the first of them is answered, and the answer is recorded. Without, nothing is changed, and "
                    + "the exit code is 6 when something is open.",
            ""
        })
final class RepairCommand implements PlainCommand {
    @Mixin
    private PlanOptions planOptions;

    @Option(
            names = "--assume",
            paramLabel = "ANSWER",
            description =
                    "applied: the statement took effect. reverted: it did not, or the undone schema is right as it "
                            + "is.")
    private @Nullable RepairAnswer answer;

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private RunOptions runOptions;

    @Mixin
    private OutputOptions output;

    private final CommandContext context;

    RepairCommand(CommandContext context) {
        this.context = context;
        this.planOptions = new PlanOptions(context.engine());
        this.databaseOptions = new DatabaseOptions(context.settings());
        this.runOptions = new RunOptions();
        this.output = new OutputOptions(context.console());
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public int call() {
        Plan plan = planOptions.load();
        Database database = databaseOptions.database();
        RepairResult result = context.engine()
                .repair(database, plan, runOptions.settings(), Optional.ofNullable(answer), context.stop());
        output.print(new RepairReport(result));
        return result.open().isEmpty() ? ExitCode.DONE.code() : ExitCode.NEEDS_ATTENTION.code();
    }
}

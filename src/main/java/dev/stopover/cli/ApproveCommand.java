package dev.stopover.cli;

import dev.stopover.database.Database;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.UsageException;
import dev.stopover.history.Approval;
import dev.stopover.history.ApprovalHistory;
import dev.stopover.migration.HistorySchema;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.run.RunSettings;
import java.sql.Connection;
import java.sql.SQLException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records that a person approved a phase, or takes that back. */
@picocli.CommandLine.Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = {
            "Approve a phase, so that a plan that asks for it may start it; or take the approval back with --withdraw.",
            "An approval counts for what the phase does now: after a change of its scripts, transfers or checks, and after "
                    + "the phase was rolled back, it must be given again.",
            ""
        })
final class ApproveCommand implements PlainCommand {
    @Parameters(index = "0", paramLabel = "PHASE", description = "The phase.")
    private String phaseName = "";

    @Mixin
    private PlanOptions planOptions;

    @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who approves. Recorded as given.")
    private String by = "";

    @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "Why, or on what grounds.")
    private String note = "";

    @Option(names = "--withdraw", description = "Take back what was approved. A phase that has started goes on.")
    private boolean withdraw;

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private OutputOptions output;

    private final CommandContext context;

    ApproveCommand(CommandContext context) {
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
        if (by.isBlank()) {
            throw new UsageException("--by is empty", "Say who approves.");
        }
        Plan plan = planOptions.load();
        Phase phase = PlanOptions.phase(plan, phaseName);
        Database database = databaseOptions.database();
        try (Connection connection = database.open("approve")) {
            HistorySchema.migrate(database, connection, context.stop(), RunSettings.DEFAULT.lockWait());
            output.print(withdraw ? withdrawn(connection, plan, phase) : approved(connection, plan, phase));
            return ExitCode.DONE.code();
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private ApprovalView approved(Connection connection, Plan plan, Phase phase) throws SQLException {
        Approval approval = ApprovalHistory.approve(connection, plan, phase, by, note);
        return new ApprovalView(plan.name(), phase.name(), approval, phase.approvalRequired());
    }

    private ApprovalView withdrawn(Connection connection, Plan plan, Phase phase) throws SQLException {
        int withdrawn = ApprovalHistory.withdraw(connection, plan, phase, by, note);
        if (withdrawn == 0) {
            throw new BlockedException(
                    "phase " + phase.name() + " of plan " + plan.name() + " has no approval to withdraw",
                    "See stopover status --plan " + plan.name() + ".");
        }
        Approval approval =
                ApprovalHistory.latest(connection, plan.name(), phase.name()).orElseThrow();
        return new ApprovalView(plan.name(), phase.name(), approval, phase.approvalRequired());
    }
}

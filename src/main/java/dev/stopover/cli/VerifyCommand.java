package dev.stopover.cli;

import dev.stopover.check.CheckListener;
import dev.stopover.check.Checks;
import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.history.CheckResult;
import dev.stopover.history.PhaseState;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** Evaluates the checks of a plan's completed phases again. */
@picocli.CommandLine.Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Evaluate the checks of a plan's completed phases again. Only reads; writes nothing, not even to the history.",
            "Checks of phases before a completed contract phase are left out: what they compared is gone. "
                    + "Exits with 6 when a check does not hold.",
            ""
        })
final class VerifyCommand implements ContainerCommand {
    @Mixin
    private PlanOptions planOptions;

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private KeyOptions keys;

    @Mixin
    private HealthOptions health;

    @Mixin
    private OutputOptions output;

    private final CommandContext context;
    private @Nullable Plan plan;
    private @Nullable Database database;

    VerifyCommand(CommandContext context) {
        this.context = context;
        this.planOptions = new PlanOptions(context.engine());
        this.databaseOptions = new DatabaseOptions(context.settings());
        this.keys = new KeyOptions();
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
        Map<String, String> configuration = new LinkedHashMap<>(health.configuration());
        configuration.putAll(DatabaseOptions.configuration(database, plan.name()));
        return configuration;
    }

    @Override
    public int call(ContainerServices services) {
        if (plan == null || database == null) {
            throw new IllegalStateException("not prepared");
        }
        try {
            CheckReport report = report(plan, database, services);
            output.print(report);
            return report.passed() ? ExitCode.DONE.code() : ExitCode.NEEDS_ATTENTION.code();
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private CheckReport report(Plan verified, Database on, ContainerServices services) throws SQLException {
        Checks checks = new Checks(on, context.stop(), services.entities(), keys.source(), CheckListener.NONE);
        Map<String, List<CheckResult>> results = new LinkedHashMap<>();
        for (Phase phase : comparable(verified, on)) {
            results.put(phase.name(), checks.evaluate(verified, phase));
        }
        return new CheckReport(verified.name(), results);
    }

    private static List<Phase> comparable(Plan plan, Database database) throws SQLException {
        try (Connection connection = database.connect("verify")) {
            Map<String, PhaseState> states = PlanPreview.states(connection, plan);
            List<Phase> phases = new ArrayList<>();
            for (Phase phase : plan.phases()) {
                if (states.get(phase.name()) == PhaseState.COMPLETED) {
                    if (phase.kind() == PhaseKind.CONTRACT) {
                        phases.clear();
                    }
                    phases.add(phase);
                }
            }
            return phases;
        }
    }
}

package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.failure.ExitCode;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.util.List;
import picocli.CommandLine.Mixin;

/** Lists the plans that are part of this program. */
@picocli.CommandLine.Command(
        name = "plans",
        mixinStandardHelpOptions = true,
        description = {"List the plans that are part of this program.", ""})
final class PlansCommand implements PlainCommand {
    @Mixin
    private OutputOptions output;

    private final CommandContext context;

    PlansCommand(CommandContext context) {
        this.context = context;
        this.output = new OutputOptions(context.console());
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public int call() {
        Engine engine = context.engine();
        output.print(new Plans(engine.bundledPlans().stream().map(engine::plan).toList()));
        return ExitCode.DONE.code();
    }

    private record Plans(List<Plan> plans) implements View {
        @Override
        public String text(Style style) {
            return style.table(plans.stream()
                    .map(plan -> List.of(style.bold(plan.name()), plan.title(), String.join(" > ", phases(plan))))
                    .toList());
        }

        @Override
        public JsonNode json() {
            ObjectNode json = Json.object();
            json.set("plans", Json.array(plans, plan -> {
                ObjectNode one = Json.object().put("name", plan.name()).put("title", plan.title());
                one.set("phases", Json.strings(phases(plan)));
                return one;
            }));
            return json;
        }

        private static List<String> phases(Plan plan) {
            return plan.phases().stream().map(Phase::name).toList();
        }
    }
}

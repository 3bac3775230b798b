package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.failure.ExitCode;
import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.Plan;
import dev.stopover.plan.PlanProblem;
import java.util.List;
import picocli.CommandLine.Mixin;

/** Checks a plan without a database. */
@picocli.CommandLine.Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {"Check a plan without a database and list every problem with file, line and column.", ""})
final class ValidateCommand implements PlainCommand {
    @Mixin
    private PlanOptions planOptions;

    @Mixin
    private OutputOptions output;

    ValidateCommand(CommandContext context) {
        this.planOptions = new PlanOptions(context.engine());
        this.output = new OutputOptions(context.console());
    }

    @Override
    public OutputOptions output() {
        return output;
    }

    @Override
    public int call() {
        try {
            output.print(new Valid(planOptions.load()));
            return ExitCode.DONE.code();
        } catch (InvalidPlanException e) {
            output.print(new Invalid(e.problems()));
            return e.exitCode().code();
        }
    }

    private record Valid(Plan plan) implements View {
        @Override
        public String text(Style style) {
            return "plan " + style.bold(plan.name()) + " is valid: "
                    + plan.phases().size() + " phases, " + plan.migrations().size() + " migrations, "
                    + plan.transfers().size() + " transfers\n";
        }

        @Override
        public JsonNode json() {
            ObjectNode json = Json.object().put("plan", plan.name()).put("valid", true);
            json.set("problems", Json.strings(List.of()));
            return json;
        }
    }

    private record Invalid(List<PlanProblem> problems) implements View {
        @Override
        public String text(Style style) {
            StringBuilder text = new StringBuilder();
            problems.forEach(problem -> text.append(problem).append('\n'));
            return text.append(style.bad(problems.size() + (problems.size() == 1 ? " problem" : " problems")))
                    .append('\n')
                    .toString();
        }

        @Override
        public JsonNode json() {
            ObjectNode json = Json.object().put("valid", false);
            json.set(
                    "problems",
                    Json.array(
                            problems,
                            problem -> Json.object()
                                    .put("file", problem.position().file())
                                    .put("line", problem.position().line())
                                    .put("column", problem.position().column())
                                    .put("message", problem.message())
                                    .put("remedy", problem.remedy())));
            return json;
        }
    }
}

package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.database.Database;
import dev.stopover.failure.ExitCode;
import dev.stopover.plan.Plan;
import dev.stopover.report.EntityDiagram;
import dev.stopover.report.PlanDocument;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** Writes a plan's document. */
@picocli.CommandLine.Command(
        name = "document",
        mixinStandardHelpOptions = true,
        description = {
            "Write a plan's document in Markdown: the flow, the steps and the way back, with Mermaid diagrams.",
            "With a database: its tables as an entity-relationship diagram, too, as they are now. Nothing is changed.",
            ""
        })
final class DocumentCommand implements PlainCommand {
    @Mixin
    private PlanOptions planOptions;

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private OutputOptions output;

    DocumentCommand(CommandContext context) {
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
        Plan plan = planOptions.load();
        Optional<String> schema =
                databaseOptions.present() ? Optional.of(diagram(databaseOptions.database())) : Optional.empty();
        output.print(new Document(new PlanDocument(plan, schema)));
        return ExitCode.DONE.code();
    }

    private static String diagram(Database database) {
        try (Connection connection = database.connect("document")) {
            return EntityDiagram.read(connection);
        } catch (SQLException e) {
            throw database.failure(e);
        }
    }

    private record Document(PlanDocument document) implements View {
        @Override
        public String text(Style style) {
            return document.markdown();
        }

        @Override
        public JsonNode json() {
            ObjectNode json = Json.object().put("plan", document.plan().name());
            ObjectNode parts = Json.object();
            document.parts().forEach(parts::put);
            json.set("parts", parts);
            return json;
        }
    }
}

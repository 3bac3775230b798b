package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.run.RunView;
import java.util.List;

/** The result of a run: where it ended and where each phase stands. */
record RunReport(RunView run) implements View {
    @Override
    public String text(Style style) {
        return "plan " + style.bold(run.plan()) + ": " + style.state(run.state())
                + run.run().map(id -> " (run " + id + ")").orElse("") + "\n"
                + style.table(run.phases().stream()
                        .map(phase -> List.of(phase.name(), style.state(phase.state())))
                        .toList());
    }

    @Override
    public JsonNode json() {
        ObjectNode json = Json.object();
        json.put("plan", run.plan());
        Json.put(json, "run", run.run());
        json.put("state", run.state());
        json.put("ready", run.ready());
        json.set("phases", Json.array(run.phases(), phase -> Json.object()
                .put("name", phase.name())
                .put("state", phase.state())));
        return json;
    }
}

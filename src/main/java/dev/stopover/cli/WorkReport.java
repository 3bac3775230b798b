package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.run.WorkResult;
import java.util.ArrayList;
import java.util.List;

/** What a worker moved, and why it ended. */
record WorkReport(WorkResult result) implements View {
    @Override
    public String text(Style style) {
        List<List<String>> rows = new ArrayList<>();
        result.rows().forEach((transfer, count) -> rows.add(List.of(transfer, ProgressText.number(count) + " rows")));
        return "plan " + style.bold(result.plan()) + ": " + result.reason() + ", after " + Durations.text(result.took())
                + "\n" + style.table(rows);
    }

    @Override
    public JsonNode json() {
        ObjectNode json = Json.object();
        json.put("plan", result.plan());
        json.put("reason", result.reason());
        json.put("tookMillis", result.took().toMillis());
        json.set(
                "transfers",
                Json.array(
                        result.rows().entrySet(),
                        rows -> Json.object().put("name", rows.getKey()).put("rows", rows.getValue())));
        return json;
    }
}

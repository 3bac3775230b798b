package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.run.RepairResult;

/** What is open, and what a person has answered. */
record RepairReport(RepairResult result) implements View {
    @Override
    public String text(Style style) {
        StringBuilder text = new StringBuilder("plan " + style.bold(result.plan()) + ": ");
        if (!result.answered().isEmpty()) {
            text.append("recorded")
                    .append(result.run().map(id -> " (run " + id + ")").orElse(""))
                    .append('\n');
            result.answered()
                    .forEach(answered -> text.append("  ")
                            .append(answered.replace("\n", "\n  "))
                            .append('\n'));
        }
        if (result.open().isEmpty()) {
            text.append(result.answered().isEmpty() ? "nothing to repair\n" : "Nothing else is open.\n");
            return text.toString();
        }
        text.append(result.answered().isEmpty() ? "" : "Still ").append("open, in this order:\n");
        result.open()
                .forEach(open ->
                        text.append("  ").append(open.replace("\n", "\n  ")).append('\n'));
        return text.append("Look, and answer the first one: stopover repair --assume applied|reverted\n")
                .toString();
    }

    @Override
    public JsonNode json() {
        ObjectNode json = Json.object();
        json.put("plan", result.plan());
        Json.put(json, "run", result.run());
        json.set("answered", Json.strings(result.answered()));
        json.set("open", Json.strings(result.open()));
        return json;
    }
}

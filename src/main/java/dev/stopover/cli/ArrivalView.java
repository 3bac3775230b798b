package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** A phase that was waited for and is completed. */
record ArrivalView(String plan, String phase) implements View {
    @Override
    public String text(Style style) {
        return "phase " + style.bold(phase) + " of plan " + plan + " is " + style.state("completed") + "\n";
    }

    @Override
    public JsonNode json() {
        return Json.object().put("plan", plan).put("phase", phase).put("state", "completed");
    }
}

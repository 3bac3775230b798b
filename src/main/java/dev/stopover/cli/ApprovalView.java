package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.history.Approval;

/** An approval that was just given or withdrawn. */
record ApprovalView(String plan, String phase, Approval approval, boolean required) implements View {
    @Override
    public String text(Style style) {
        String what = "phase " + style.bold(phase) + " of plan " + plan + ": ";
        return approval.withdrawnBy()
                        .map(who -> what + "approval withdrawn by " + who)
                        .orElseGet(() -> what + "approved by " + approval.by()
                                + (required ? "" : ", although the plan does not ask for it"))
                + "\n";
    }

    @Override
    public JsonNode json() {
        ObjectNode json = Json.object();
        json.put("plan", plan);
        json.put("phase", phase);
        json.put("required", required);
        json.put("by", approval.by());
        json.put("role", approval.role());
        json.put("note", approval.note());
        json.put("at", approval.at().toString());
        Json.put(json, "withdrawnBy", approval.withdrawnBy());
        return json;
    }
}

package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.history.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What checks found, by phase. */
record CheckReport(String plan, Map<String, List<CheckResult>> results) implements View {
    boolean passed() {
        return results.values().stream().flatMap(List::stream).allMatch(CheckResult::passed);
    }

    @Override
    public String text(Style style) {
        if (results.isEmpty()) {
            return "plan " + plan + ": no phase is completed, so there is nothing to verify\n";
        }
        List<List<String>> rows = new ArrayList<>();
        results.forEach((phase, checks) -> checks.forEach(check -> rows.add(List.of(
                style.state(check.passed() ? "passed" : "failed"),
                phase,
                check.name(),
                check.passed()
                        ? check.actual()
                        : "expected " + check.expected() + ", found " + check.actual()
                                + (check.detail().isEmpty() ? "" : ": " + check.detail())
                                + (check.keys().isEmpty() ? "" : ": " + String.join(", ", check.keys()))))));
        return style.table(rows);
    }

    @Override
    public JsonNode json() {
        ObjectNode json = Json.object().put("plan", plan).put("passed", passed());
        json.set("phases", Json.array(results.entrySet(), phase -> {
            ObjectNode one = Json.object().put("phase", phase.getKey());
            one.set("checks", Json.array(phase.getValue(), CheckReport::json));
            return one;
        }));
        return json;
    }

    private static ObjectNode json(CheckResult check) {
        ObjectNode json = Json.object();
        json.put("name", check.name());
        json.put("kind", check.kind());
        json.put("passed", check.passed());
        json.put("expected", check.expected());
        json.put("actual", check.actual());
        json.put("detail", check.detail());
        json.set("keys", Json.strings(check.keys()));
        json.put("tookMillis", check.took().toMillis());
        return json;
    }
}

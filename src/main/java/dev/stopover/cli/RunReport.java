package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.history.CheckResult;
import dev.stopover.run.RunResult;
import dev.stopover.run.RunResult.PhaseResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run did in each phase, its checks, and where every phase stands. */
record RunReport(RunResult result) implements View {
    @Override
    public String text(Style style) {
        StringBuilder text = new StringBuilder();
        text.append("plan ").append(style.bold(result.plan())).append(": ");
        text.append(
                result.nothingToDo()
                        ? "nothing to do\n"
                        : "done in " + Durations.text(result.took())
                                + result.run().map(id -> " (run " + id + ")").orElse("") + "\n");
        for (PhaseResult phase : result.phases()) {
            text.append('\n').append(style.bold(phase.name())).append('\n').append(style.table(done(phase)));
        }
        if (result.phases().stream().anyMatch(phase -> !phase.checks().isEmpty())) {
            text.append('\n').append(style.bold("checks")).append('\n').append(checks().text(style));
        }
        List<List<String>> states = new ArrayList<>();
        result.states().forEach((name, state) -> states.add(List.of(name, style.state(state))));
        return text.append('\n')
                .append(style.bold("phases"))
                .append('\n')
                .append(style.table(states))
                .toString();
    }

    @Override
    public JsonNode json() {
        ObjectNode json = Json.object();
        json.put("plan", result.plan());
        Json.put(json, "run", result.run());
        json.put("nothingToDo", result.nothingToDo());
        json.put("tookMillis", result.took().toMillis());
        json.set("work", Json.array(result.phases(), RunReport::json));
        json.set("checks", checks().json());
        json.set(
                "phases",
                Json.array(
                        result.states().entrySet(),
                        state -> Json.object().put("name", state.getKey()).put("state", state.getValue())));
        return json;
    }

    private static List<List<String>> done(PhaseResult phase) {
        List<List<String>> rows = new ArrayList<>();
        if (!phase.migrations().isEmpty()) {
            rows.add(List.of("migrations", String.join(", ", phase.migrations())));
        }
        phase.rows().forEach((transfer, count) -> rows.add(List.of(transfer, ProgressText.number(count) + " rows")));
        long passed = phase.checks().stream().filter(CheckResult::passed).count();
        rows.add(List.of("checks", passed + " of " + phase.checks().size() + " passed"));
        rows.add(List.of("time", Durations.text(phase.took())));
        return rows;
    }

    private static ObjectNode json(PhaseResult phase) {
        ObjectNode json = Json.object();
        json.put("phase", phase.name());
        json.set("migrations", Json.strings(phase.migrations()));
        ObjectNode rows = Json.object();
        phase.rows().forEach(rows::put);
        json.set("rows", rows);
        json.put("tookMillis", phase.took().toMillis());
        return json;
    }

    private CheckReport checks() {
        Map<String, List<CheckResult>> results = new LinkedHashMap<>();
        result.phases().forEach(phase -> results.put(phase.name(), phase.checks()));
        return new CheckReport(result.plan(), results);
    }
}

package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.run.RollbackResult;
import dev.stopover.run.RollbackResult.PhaseResult;
import java.util.ArrayList;
import java.util.List;

/** What a rollback took back of each phase, and where every phase stands. */
record RollbackReport(RollbackResult result) implements View {
    @Override
    public String text(Style style) {
        StringBuilder text = new StringBuilder();
        text.append("plan ").append(style.bold(result.plan())).append(": ");
        text.append(
                result.phases().isEmpty()
                        ? "nothing to roll back\n"
                        : "rolled back in " + Durations.text(result.took())
                                + result.run().map(id -> " (run " + id + ")").orElse("") + "\n");
        for (PhaseResult phase : result.phases()) {
            text.append('\n').append(style.bold(phase.name())).append('\n').append(style.table(undone(phase)));
        }
        if (!result.losses().isEmpty()) {
            text.append('\n').append(style.bold("lost, as accepted")).append('\n');
            result.losses().forEach(loss -> text.append("  ").append(loss).append('\n'));
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
        json.put("nothingToDo", result.phases().isEmpty());
        json.put("tookMillis", result.took().toMillis());
        json.set("losses", Json.strings(result.losses()));
        json.set("undone", Json.array(result.phases(), RollbackReport::json));
        json.set(
                "phases",
                Json.array(
                        result.states().entrySet(),
                        state -> Json.object().put("name", state.getKey()).put("state", state.getValue())));
        return json;
    }

    private static List<List<String>> undone(PhaseResult phase) {
        List<List<String>> rows = new ArrayList<>();
        phase.rows().forEach((transfer, count) -> rows.add(List.of(transfer, ProgressText.number(count) + " rows")));
        if (!phase.migrations().isEmpty()) {
            rows.add(List.of("migrations", String.join(", ", phase.migrations())));
        }
        rows.add(List.of("fingerprint", "as before the phase"));
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
}

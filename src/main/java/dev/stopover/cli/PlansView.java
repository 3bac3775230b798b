package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.sql.ObjectName;
import dev.stopover.sql.TableChanges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans by what a reader chooses them by: title, phases, tables and how long they should take. */
record PlansView(List<Plan> plans) implements View {
    private static final int WIDTH = 100;

    PlansView {
        plans = List.copyOf(plans);
    }

    @Override
    public String text(Style style) {
        return String.join("\n", plans.stream().map(plan -> text(plan, style)).toList());
    }

    @Override
    public JsonNode json() {
        ObjectNode json = Json.object();
        json.set("plans", Json.array(plans, PlansView::json));
        return json;
    }

    private static String text(Plan plan, Style style) {
        Tables tables = Tables.of(plan);
        StringBuilder text = new StringBuilder(style.bold(plan.name()));
        text.append(": ").append(plan.title()).append('\n');
        text.append(
                wrapped("phases", plan.phases().stream().map(PlansView::phase).toList(), " > "));
        if (!tables.created().isEmpty()) {
            text.append(wrapped(tables.created().size() + " new", tables.created(), ", "));
        }
        if (!tables.dropped().isEmpty()) {
            text.append(wrapped(tables.dropped().size() + " dropped", tables.dropped(), ", "));
        }
        estimate(plan).ifPresent(time -> text.append(wrapped("estimate", List.of(Durations.text(time)), "")));
        return text.toString();
    }

    private static ObjectNode json(Plan plan) {
        Tables tables = Tables.of(plan);
        ObjectNode json = Json.object().put("name", plan.name()).put("title", plan.title());
        json.set("phases", Json.array(plan.phases(), phase -> {
            ObjectNode one = Json.object().put("name", phase.name()).put("title", phase.title());
            Json.put(one, "estimate", phase.estimate());
            return one;
        }));
        json.set("tables", Json.strings(tables.created()));
        json.set("droppedTables", Json.strings(tables.dropped()));
        Json.put(json, "estimate", estimate(plan));
        return json;
    }

    private static String phase(Phase phase) {
        return phase.name()
                + phase.estimate()
                        .map(time -> " (" + Durations.text(time) + ")")
                        .orElse("");
    }

    private static Optional<Duration> estimate(Plan plan) {
        return plan.phases().stream()
                .flatMap(phase -> phase.estimate().stream())
                .reduce(Duration::plus);
    }

    /** A line, or several that are as long as may be, with the words under each other. */
    private static String wrapped(String label, List<String> words, String between) {
        String margin = " ".repeat(14);
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder("  " + label + " ".repeat(margin.length() - 2 - label.length()));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i) + (i + 1 < words.size() ? between : "");
            if (line.length() > margin.length()
                    && line.length() + word.stripTrailing().length() > WIDTH) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(margin);
            }
            line.append(word);
        }
        return text.append(line.toString().stripTrailing()).append('\n').toString();
    }

    /**
     * The tables by which the database differs after the plan.
     *
     * @param created less those that a later script drops again
     */
    private record Tables(List<String> created, List<String> dropped) {
        static Tables of(Plan plan) {
            Set<String> created = new LinkedHashSet<>();
            List<String> dropped = new ArrayList<>();
            for (Script script : plan.migrations()) {
                TableChanges changes = TableChanges.of(script.file(), script.sql());
                changes.created().stream().map(ObjectName::toString).forEach(created::add);
                changes.dropped().stream()
                        .map(ObjectName::toString)
                        .filter(table -> !created.remove(table))
                        .forEach(dropped::add);
            }
            return new Tables(List.copyOf(created), List.copyOf(dropped));
        }
    }
}

package dev.stopover.report;

import dev.stopover.plan.Plan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What can be said of a plan without a person: the flow, the steps and the way back, and the schema that a database has.
 *
 * @param schema the entity diagram of a database, when there is one
 */
public record PlanDocument(Plan plan, Optional<String> schema) {
    /** The parts by their headings, in Markdown. */
    public Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("Flow", mermaid(PhaseFlow.of(plan)));
        parts.put("Steps", StepList.of(plan));
        parts.put("The way back", WayBackList.of(plan));
        schema.ifPresent(diagram -> parts.put("The schema as it is", mermaid(diagram)));
        return parts;
    }

    /** A diagram as a block of Markdown. */
    public static String mermaid(String diagram) {
        return "```mermaid\n" + diagram + "```\n";
    }

    /** The whole document in Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder("# ")
                .append(plan.name())
                .append(": ")
                .append(plan.title())
                .append('\n');
        parts().forEach((heading, part) ->
                text.append("\n## ").append(heading).append("\n\n").append(part));
        return text.toString();
    }
}

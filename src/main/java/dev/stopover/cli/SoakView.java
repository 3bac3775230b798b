package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.gate.SoakReport;
import dev.stopover.gate.SoakReport.Reading;
import dev.stopover.gate.SoakReport.SoakingPhase;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a look at the phases that soak has found. */
record SoakView(SoakReport report) implements View {
    @Override
    public String text(Style style) {
        StringBuilder text = new StringBuilder("plan ").append(style.bold(report.plan()));
        if (report.phases().isEmpty()) {
            return text.append(report.awaited() ? ": nothing soaks yet\n" : ": nothing soaks any more\n")
                    .toString();
        }
        text.append('\n');
        for (SoakingPhase phase : report.phases()) {
            text.append("phase ")
                    .append(phase.name())
                    .append(": ")
                    .append(style.state("soaking"))
                    .append(" until ")
                    .append(phase.until().truncatedTo(ChronoUnit.SECONDS))
                    .append('\n')
                    .append(style.table(phase.readings().stream()
                            .map(reading -> row(reading, style))
                            .toList()));
        }
        report.trip()
                .ifPresent(trip -> text.append(style.bad("rolled back: "))
                        .append(trip.message())
                        .append('\n'));
        return text.toString();
    }

    @Override
    public JsonNode json() {
        ObjectNode json = Json.object();
        json.put("plan", report.plan());
        json.put("withinBounds", report.withinBounds());
        json.set("phases", Json.array(report.phases(), SoakView::json));
        Json.put(json, "tripped", report.trip().map(trip -> trip.message()));
        return json;
    }

    private static List<String> row(Reading reading, Style style) {
        return List.of(
                style.state(reading.sample().within() ? "passed" : "failed"),
                reading.sample().monitor(),
                reading.sample().shown(),
                reading.sample().bound(),
                reading.inARow() == 0
                        ? ""
                        : "out of bounds " + reading.inARow() + " of " + reading.rollBackAfter() + " times",
                reading.sample()
                        .error()
                        .flatMap(error -> error.lines().findFirst())
                        .orElse(""));
    }

    private static ObjectNode json(SoakingPhase phase) {
        ObjectNode json = Json.object();
        json.put("phase", phase.name());
        json.put("soaksUntil", phase.until().toString());
        json.set("monitors", Json.array(phase.readings(), SoakView::json));
        return json;
    }

    private static ObjectNode json(Reading reading) {
        ObjectNode json = Json.object();
        json.put("monitor", reading.sample().monitor());
        reading.sample().value().map(BigDecimal::doubleValue).ifPresent(value -> json.put("value", value));
        json.put("bound", reading.sample().bound());
        json.put("within", reading.sample().within());
        json.put("outOfBoundsInARow", reading.inARow());
        json.put("rollBackAfter", reading.rollBackAfter());
        Json.put(json, "error", reading.sample().error());
        return json;
    }
}

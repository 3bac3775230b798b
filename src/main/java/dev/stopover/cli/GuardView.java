package dev.stopover.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.gate.ClosedGate;
import dev.stopover.run.PlanStatus;
import dev.stopover.run.PlanStatus.ApprovalStatus;
import dev.stopover.run.PlanStatus.MonitorStatus;
import dev.stopover.run.PlanStatus.TripStatus;
import java.math.BigDecimal;
import java.util.List;

/** What keeps a plan's phases from starting or has stopped them: gates, approvals, monitors and tripwires. */
record GuardView(PlanStatus plan) implements View {
    @Override
    public String text(Style style) {
        StringBuilder text = new StringBuilder();
        StatusView.section(
                text,
                "closed gates",
                style.table(plan.phases().stream()
                        .flatMap(phase -> phase.closed().stream()
                                .map(gate -> List.of(phase.name(), gate.kind().word(), gate.closed(), gate.opens())))
                        .toList()));
        StatusView.section(
                text,
                "approvals",
                style.table(plan.approvals().stream().map(GuardView::approval).toList()));
        StatusView.section(
                text,
                "monitors",
                style.table(plan.monitors().stream()
                        .map(monitor -> monitor(monitor, style))
                        .toList()));
        StatusView.section(
                text,
                "tripped",
                style.table(plan.trips().stream()
                        .map(trip ->
                                List.of(trip.phase(), StatusView.time(trip.at()), StatusView.firstLine(trip.message())))
                        .toList()));
        return text.toString();
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.set("approvals", Json.array(plan.approvals(), GuardView::json));
        json.set("monitors", Json.array(plan.monitors(), GuardView::json));
        json.set("trips", Json.array(plan.trips(), GuardView::json));
        return json;
    }

    private static List<String> approval(ApprovalStatus approval) {
        return List.of(
                approval.phase(),
                approval.withdrawnBy().map(who -> "withdrawn by " + who).orElse("by " + approval.by()),
                StatusView.time(approval.at()),
                approval.note());
    }

    private static List<String> monitor(MonitorStatus monitor, Style style) {
        return List.of(
                style.state(monitor.within() ? "passed" : "failed"),
                monitor.name(),
                monitor.value().map(BigDecimal::toPlainString).orElse("no value"),
                monitor.bound(),
                StatusView.time(monitor.at()),
                monitor.error().map(StatusView::firstLine).orElse(""));
    }

    static ObjectNode json(ClosedGate gate) {
        ObjectNode json = Json.object();
        json.put("kind", gate.kind().word());
        json.put("closed", gate.closed());
        json.put("opens", gate.opens());
        Json.put(json, "opensAt", gate.opensAt());
        return json;
    }

    private static ObjectNode json(ApprovalStatus approval) {
        ObjectNode json = Json.object();
        json.put("phase", approval.phase());
        json.put("by", approval.by());
        json.put("role", approval.role());
        json.put("note", approval.note());
        json.put("at", approval.at().toString());
        Json.put(json, "withdrawnBy", approval.withdrawnBy());
        return json;
    }

    private static ObjectNode json(MonitorStatus monitor) {
        ObjectNode json = Json.object();
        json.put("phase", monitor.phase());
        json.put("monitor", monitor.name());
        monitor.value().map(BigDecimal::doubleValue).ifPresent(value -> json.put("value", value));
        json.put("bound", monitor.bound());
        json.put("within", monitor.within());
        Json.put(json, "error", monitor.error());
        json.put("at", monitor.at().toString());
        return json;
    }

    private static ObjectNode json(TripStatus trip) {
        return Json.object()
                .put("phase", trip.phase())
                .put("message", trip.message())
                .put("at", trip.at().toString());
    }
}

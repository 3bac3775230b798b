package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.run.PlanStatus;
import dev.stopover.run.PlanStatus.CheckStatus;
import dev.stopover.run.PlanStatus.PhaseStatus;
import dev.stopover.run.PlanStatus.RejectStatus;
import dev.stopover.run.PlanStatus.RunStatus;
import dev.stopover.run.PlanStatus.TransferStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where plans stand, as text and as JSON. */
record StatusView(List<PlanStatus> plans) implements View {
    @Override
    public String text(Style style) {
        return plans.isEmpty()
                ? "never run here\n"
                : plans.stream().map(plan -> text(plan, style)).collect(Collectors.joining("\n"));
    }

    @Override
    public JsonNode json() {
        ObjectNode json = Json.object();
        json.set("plans", Json.array(plans, StatusView::json));
        return json;
    }

    private static String text(PlanStatus plan, Style style) {
        StringBuilder text = new StringBuilder(style.bold(plan.plan()));
        text.append(plan.title().isEmpty() ? "" : ": " + plan.title())
                .append(plan.known() ? "\n" : ", never run here\n");
        section(
                text,
                "phases",
                style.table(
                        plan.phases().stream().map(phase -> phase(phase, style)).toList()));
        text.append(new GuardView(plan).text(style));
        section(
                text,
                "transfers",
                style.table(plan.transfers().stream()
                        .map(transfer -> transfer(transfer, style))
                        .toList()));
        section(
                text,
                "checks",
                style.table(
                        plan.checks().stream().map(check -> check(check, style)).toList()));
        section(
                text,
                "rejects: " + ProgressText.number(plan.openRejects()),
                style.table(plan.rejects().stream()
                        .map(reject -> List.of(
                                reject.transfer(), reject.sourceKey(), reject.sqlState(), firstLine(reject.error())))
                        .toList()));
        section(
                text,
                "runs",
                style.table(plan.runs().stream().map(run -> run(run, style)).toList()));
        if (!plan.pending().isEmpty()) {
            text.append("pending versions: ")
                    .append(String.join(", ", plan.pending()))
                    .append('\n');
        }
        return text.toString();
    }

    static void section(StringBuilder text, String title, String rows) {
        if (!rows.isEmpty()) {
            text.append(title).append('\n').append(rows);
        }
    }

    private static List<String> phase(PhaseStatus phase, Style style) {
        String when = phase.soaksUntil()
                .filter(until -> phase.state().equals("soaking"))
                .map(until -> "until " + time(until))
                .or(() -> phase.completedAt().map(StatusView::time))
                .or(() -> phase.startedAt().map(at -> "since " + time(at)))
                .orElse("");
        return List.of(
                phase.name(),
                phase.kind(),
                style.state(phase.state()),
                when,
                phase.error().map(StatusView::firstLine).orElse(""));
    }

    private static List<String> transfer(TransferStatus transfer, Style style) {
        return List.of(
                transfer.name(),
                style.state(transfer.state()),
                transfer.percent()
                        .map(percent -> String.format(Locale.ROOT, "%.1f %%", percent))
                        .orElse(""),
                ProgressText.number(transfer.read()) + " rows: "
                        + ProgressText.number(transfer.inserted()) + " inserted, "
                        + ProgressText.number(transfer.same()) + " same, "
                        + ProgressText.number(transfer.merged()) + " merged, "
                        + ProgressText.number(transfer.rejected()) + " rejected");
    }

    private static List<String> check(CheckStatus check, Style style) {
        String outcome = check.passed()
                ? check.actual()
                : "expected " + check.expected() + ", found " + check.actual()
                        + (check.keys().isEmpty() ? "" : ": " + String.join(", ", check.keys()));
        return List.of(
                style.state(check.passed() ? "passed" : "failed"), check.name(), check.kind(), firstLine(outcome));
    }

    private static List<String> run(RunStatus run, Style style) {
        return List.of(
                "run " + run.id(),
                style.state(run.state()),
                "to " + run.targetPhase(),
                time(run.startedAt()),
                run.host(),
                run.throttled()
                        .map(reason -> "holding back since "
                                + run.throttledSince().map(StatusView::time).orElse("") + ": " + reason)
                        .or(() -> run.error().map(StatusView::firstLine))
                        .orElse(""));
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static ObjectNode json(PlanStatus plan) {
        ObjectNode json = Json.object();
        json.put("plan", plan.plan());
        json.put("title", plan.title());
        json.put("known", plan.known());
        json.put("running", plan.running());
        json.set("phases", Json.array(plan.phases(), StatusView::json));
        json.set("transfers", Json.array(plan.transfers(), StatusView::json));
        json.set(
                "checks",
                Json.array(
                        plan.checks(),
                        check -> StatusView.json(check).put("at", check.at().toString())));
        json.setAll(new GuardView(plan).json());
        json.put("openRejects", plan.openRejects());
        json.set("rejects", Json.array(plan.rejects(), StatusView::json));
        json.set("runs", Json.array(plan.runs(), StatusView::json));
        json.set("pendingVersions", Json.strings(plan.pending()));
        return json;
    }

    private static ObjectNode json(PhaseStatus phase) {
        ObjectNode json = Json.object();
        json.put("name", phase.name());
        json.put("kind", phase.kind());
        json.put("title", phase.title());
        json.put("state", phase.state());
        json.put("attempts", phase.attempts());
        Json.put(json, "startedAt", phase.startedAt());
        Json.put(json, "completedAt", phase.completedAt());
        Json.put(json, "soaksUntil", phase.soaksUntil());
        Json.put(json, "error", phase.error());
        json.set("closedGates", Json.array(phase.closed(), GuardView::json));
        return json;
    }

    private static ObjectNode json(TransferStatus transfer) {
        ObjectNode json = Json.object();
        json.put("name", transfer.name());
        json.put("phase", transfer.phase());
        json.put("state", transfer.state());
        Json.put(json, "percent", transfer.percent());
        Json.put(json, "estimate", transfer.estimate());
        json.put("read", transfer.read());
        json.put("inserted", transfer.inserted());
        json.put("same", transfer.same());
        json.put("merged", transfer.merged());
        json.put("rejected", transfer.rejected());
        json.put("restarts", transfer.restarts());
        return json;
    }

    private static ObjectNode json(RejectStatus reject) {
        return Json.object()
                .put("transfer", reject.transfer())
                .put("sourceKey", reject.sourceKey())
                .put("sqlState", reject.sqlState())
                .put("error", reject.error())
                .put("at", reject.at().toString());
    }

    private static ObjectNode json(RunStatus run) {
        ObjectNode json = Json.object();
        json.put("id", run.id());
        json.put("state", run.state());
        json.put("targetPhase", run.targetPhase());
        json.put("host", run.host());
        json.put("programVersion", run.programVersion());
        json.put("startedAt", run.startedAt().toString());
        Json.put(json, "finishedAt", run.finishedAt());
        Json.put(json, "exitCode", run.exitCode());
        Json.put(json, "error", run.error());
        Json.put(json, "throttled", run.throttled());
        Json.put(json, "throttledSince", run.throttledSince());
        return json;
    }

    static ObjectNode json(CheckStatus check) {
        ObjectNode json = Json.object();
        json.put("phase", check.phase());
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

package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.run.PlanStatus;
import dev.stopover.run.PlanStatus.CheckStatus;
import dev.stopover.run.PlanStatus.EventStatus;
import dev.stopover.run.PlanStatus.PhaseStatus;
import dev.stopover.run.PlanStatus.RejectStatus;
import dev.stopover.run.PlanStatus.RunStatus;
import dev.stopover.run.PlanStatus.TransferStatus;
import dev.stopover.run.PlanStatus.WorkerStatus;
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
        json.set("plans", Json.array(plans, StatusJson::of));
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
        plan.restored().ifPresent(notice -> text.append(style.bold(notice)).append('\n'));
        text.append(new GuardView(plan).text(style));
        section(
                text,
                "flags",
                style.table(plan.flags().entrySet().stream()
                        .map(flag -> List.of(flag.getKey(), flag.getValue().toPlainString() + " %"))
                        .toList()));
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
                style.table(plan.rejects().stream().map(StatusView::reject).toList()));
        section(
                text,
                "rejects of transfers that were taken back",
                style.table(
                        plan.undoneRejects().stream().map(StatusView::reject).toList()));
        section(
                text,
                "runs",
                style.table(plan.runs().stream().map(run -> run(run, style)).toList()));
        section(
                text,
                "events",
                style.table(plan.events().stream().map(StatusView::event).toList()));
        section(
                text,
                "workers of the last run",
                style.table(plan.workers().stream()
                        .map(worker -> worker(worker, style))
                        .toList()));
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

    private static List<String> reject(RejectStatus reject) {
        return List.of(
                reject.transfer(),
                reject.sourceKey(),
                reject.sqlState(),
                "run " + reject.run(),
                firstLine(reject.error()));
    }

    private static List<String> event(EventStatus event) {
        return List.of(time(event.at()), event.phase().orElse(""), event.kind(), firstLine(event.message()));
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

    private static List<String> worker(WorkerStatus worker, Style style) {
        return List.of(
                worker.host(),
                style.state(worker.state()),
                worker.transfer().orElse(""),
                ProgressText.number(worker.rows()) + " rows in " + ProgressText.number(worker.chunks()) + " chunks",
                worker.throttled().map(reason -> "holding back: " + reason).orElse(""));
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}

package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.rehearsal.RehearsalReport;
import dev.stopover.rehearsal.RehearsalReport.PhaseReport;
import dev.stopover.rehearsal.RehearsalReport.Problem;
import dev.stopover.rehearsal.RehearsalReport.ScriptReport;
import dev.stopover.rehearsal.RehearsalReport.TransferReport;
import dev.stopover.rehearsal.RehearsalReport.Turn;
import dev.stopover.rehearsal.ScriptTrace;
import dev.stopover.rehearsal.TableLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a rehearsal showed, for people and machines. */
record RehearsalView(RehearsalReport report) implements View {
    @Override
    public String text(Style style) {
        StringBuilder text = new StringBuilder();
        int problems = report.problems().size();
        text.append("plan ")
                .append(style.bold(report.plan()))
                .append(": rehearsed in ")
                .append(Durations.text(report.took()))
                .append(": ")
                .append(
                        report.passed()
                                ? "everything came out as it should"
                                : style.bad(problems + (problems == 1 ? " problem" : " problems")))
                .append('\n');
        section(text, style, "phases", phases());
        section(text, style, "scripts", scripts(style));
        section(text, style, "locks on what was there before", locks());
        section(text, style, "transfers", transfers());
        section(text, style, "turns", turns(style));
        section(text, style, "new each time, and so not compared", leftOut());
        for (Problem problem : report.problems()) {
            text.append('\n')
                    .append(style.bad("problem: "))
                    .append(problem.where())
                    .append('\n')
                    .append(problem.message().indent(2));
        }
        List<List<String>> notes = new ArrayList<>();
        report.notes().forEach(note -> notes.add(List.of(note)));
        notes.add(List.of(
                report.kept()
                        ? "the copy " + report.copy() + " is still there"
                        : "the copy " + report.copy() + " was dropped"));
        section(text, style, "notes", notes);
        return text.toString();
    }

    private static void section(StringBuilder text, Style style, String title, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            text.append('\n').append(style.bold(title)).append('\n').append(style.table(rows));
        }
    }

    private List<List<String>> phases() {
        List<List<String>> rows = new ArrayList<>();
        if (!report.phases().isEmpty()) {
            rows.add(List.of("", "forward", "", "back", "again"));
        }
        Duration all = report.phases().stream().map(PhaseReport::forward).reduce(Duration.ZERO, Duration::plus);
        for (PhaseReport phase : report.phases()) {
            rows.add(List.of(
                    phase.name(),
                    Durations.text(phase.forward()),
                    percent(phase.forward(), all),
                    phase.back().map(Durations::text).orElse("-"),
                    phase.again().map(Durations::text).orElse("-")));
        }
        return rows;
    }

    private List<List<String>> scripts(Style style) {
        List<List<String>> rows = new ArrayList<>();
        for (PhaseReport phase : report.phases()) {
            for (ScriptReport script : phase.scripts()) {
                ScriptTrace migration = script.migration();
                rows.add(List.of(
                        migration.file(),
                        Durations.text(migration.took()),
                        percent(migration.took(), phase.forward()),
                        migration.rewritten().isEmpty() ? "" : "rewrites " + String.join(", ", migration.rewritten()),
                        "undo " + style.state(script.outcome().word())
                                + script.undo()
                                        .map(undo -> " in " + Durations.text(undo.took()) + rewrites(undo))
                                        .orElse("")));
            }
        }
        return rows;
    }

    private static String rewrites(ScriptTrace undo) {
        return undo.rewritten().isEmpty() ? "" : ", rewrites " + String.join(", ", undo.rewritten());
    }

    private List<List<String>> locks() {
        List<List<String>> rows = new ArrayList<>();
        for (PhaseReport phase : report.phases()) {
            for (ScriptReport script : phase.scripts()) {
                locks(script.migration(), rows);
                script.undo().ifPresent(undo -> locks(undo, rows));
            }
        }
        return rows;
    }

    private static void locks(ScriptTrace trace, List<List<String>> rows) {
        for (TableLock lock : trace.locks()) {
            rows.add(List.of(
                    trace.file(), lock.relation(), lock.mode().words(), "at most " + Durations.text(trace.heldFor())));
        }
    }

    private List<List<String>> transfers() {
        List<List<String>> rows = new ArrayList<>();
        for (PhaseReport phase : report.phases()) {
            for (TransferReport transfer : phase.transfers()) {
                rows.add(List.of(
                        transfer.name(),
                        ProgressText.number(transfer.rows()) + " rows",
                        Durations.text(transfer.took()),
                        ProgressText.number(Math.round(transfer.rate())) + " rows/s",
                        percent(transfer.took(), phase.forward())));
            }
        }
        return rows;
    }

    private List<List<String>> turns(Style style) {
        List<List<String>> rows = new ArrayList<>();
        for (Turn turn : report.turns()) {
            rows.add(List.of(turn.name(), turn.same() ? style.state("passed") : style.state("failed")));
        }
        return rows;
    }

    private List<List<String>> leftOut() {
        List<List<String>> rows = new ArrayList<>();
        report.leftOut().forEach((table, columns) -> rows.add(List.of(table, String.join(", ", columns))));
        return rows;
    }

    private static String percent(Duration part, Duration whole) {
        return whole.isZero() ? "" : String.format(Locale.ROOT, "%.0f %%", 100.0 * part.toNanos() / whole.toNanos());
    }

    @Override
    public JsonNode json() {
        ObjectNode json = Json.object();
        json.put("plan", report.plan());
        json.put("database", report.source());
        json.put("passed", report.passed());
        json.put("tookMillis", report.took().toMillis());
        json.put("copy", report.copy());
        json.put("copyKept", report.kept());
        json.set("phases", Json.array(report.phases(), RehearsalView::json));
        json.set("turns", Json.array(report.turns(), RehearsalView::json));
        ObjectNode leftOut = Json.object();
        report.leftOut().forEach((table, columns) -> leftOut.set(table, Json.strings(columns)));
        json.set("notCompared", leftOut);
        json.set(
                "problems",
                Json.array(
                        report.problems(),
                        problem -> Json.object().put("where", problem.where()).put("message", problem.message())));
        json.set("notes", Json.strings(report.notes()));
        return json;
    }

    private static ObjectNode json(PhaseReport phase) {
        ObjectNode json = Json.object();
        json.put("phase", phase.name());
        json.put("forwardMillis", phase.forward().toMillis());
        Json.put(json, "backMillis", phase.back().map(Duration::toMillis));
        Json.put(json, "againMillis", phase.again().map(Duration::toMillis));
        json.set("scripts", Json.array(phase.scripts(), RehearsalView::json));
        json.set("transfers", Json.array(phase.transfers(), RehearsalView::json));
        json.put("checks", phase.checks());
        return json;
    }

    private static ObjectNode json(ScriptReport script) {
        ObjectNode json = json(script.migration());
        json.put("undo", script.outcome().word());
        Optional<ScriptTrace> undo = script.undo();
        undo.ifPresent(trace -> json.set("undone", json(trace)));
        return json;
    }

    private static ObjectNode json(ScriptTrace trace) {
        ObjectNode json = Json.object();
        json.put("file", trace.file());
        json.put("tookMillis", trace.took().toMillis());
        json.put("locksHeldAtMostMillis", trace.heldFor().toMillis());
        json.set(
                "locks",
                Json.array(
                        trace.locks(),
                        lock -> Json.object()
                                .put("relation", lock.relation())
                                .put("mode", lock.mode().words())));
        json.set("rewritten", Json.strings(trace.rewritten()));
        return json;
    }

    private static ObjectNode json(TransferReport transfer) {
        return Json.object()
                .put("transfer", transfer.name())
                .put("rows", transfer.rows())
                .put("tookMillis", transfer.took().toMillis())
                .put("rowsPerSecond", Math.round(transfer.rate()));
    }

    private static ObjectNode json(Turn turn) {
        ObjectNode json = Json.object();
        json.put("turn", turn.name());
        json.put("same", turn.same());
        json.put("fingerprint", turn.fingerprint());
        json.set("catalogDifferences", Json.strings(turn.catalog()));
        json.set("tableDifferences", Json.strings(turn.tables()));
        return json;
    }
}

package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.backup.ByteSize;
import dev.stopover.inspection.Finding;
import dev.stopover.inspection.Inspection;
import dev.stopover.inspection.Inspection.Clients;
import dev.stopover.inspection.Inspection.IndexUse;
import dev.stopover.inspection.Inspection.Server;
import dev.stopover.inspection.Inspection.SlowQuery;
import dev.stopover.inspection.Inspection.TableUse;
import dev.stopover.inspection.Severity;
import dev.stopover.inspection.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a look at a database has found, as text and as JSON. */
record InspectionView(Inspection inspection) implements View {
    private static final int SHOWN_QUERY = 120;

    @Override
    public String text(Style style) {
        Server server = inspection.server();
        StringBuilder text = new StringBuilder();
        text.append(style.bold(server.database()))
                .append(": ")
                .append(new ByteSize(server.bytes()))
                .append(", PostgreSQL ")
                .append(server.version())
                .append(", seen by ")
                .append(server.role())
                .append('\n');
        server.statisticsSince()
                .ifPresent(since -> text.append("counted since ")
                        .append(StatusView.time(since))
                        .append('\n'));
        findings(text, style);
        section(text, "tables: size, indexes, rows, read whole, read by index, written", style.table(tables()));
        section(text, "indexes: size, read", style.table(indexes()));
        section(text, "connections", style.table(clients()));
        section(text, "slow queries: total, each, calls", style.table(queries()));
        section(
                text,
                "settings",
                style.table(inspection.settings().stream()
                        .map(setting -> List.of(setting.name(), setting.value(), setting.set() ? "set" : ""))
                        .toList()));
        if (!inspection.unseen().isEmpty()) {
            text.append("\nnot seen\n");
            inspection
                    .unseen()
                    .forEach(unseen -> text.append("  ")
                            .append(unseen.subject())
                            .append(": ")
                            .append(unseen.reason())
                            .append('\n')
                            .append("    ")
                            .append(unseen.remedy())
                            .append('\n'));
        }
        return text.toString();
    }

    /** Why it matters is said once for each topic, after its findings. */
    private void findings(StringBuilder text, Style style) {
        text.append('\n').append(inspection.findings().isEmpty() ? "nothing stands in the way\n" : "");
        for (Severity severity : Severity.values()) {
            for (Topic topic : Topic.values()) {
                List<Finding> alike = inspection.findings().stream()
                        .filter(finding -> finding.severity() == severity && finding.topic() == topic)
                        .toList();
                if (!alike.isEmpty()) {
                    text.append(severity == Severity.PROBLEM ? style.bad(severity.word()) : severity.word())
                            .append(": ")
                            .append(topic.word())
                            .append('\n');
                    alike.forEach(finding -> text.append("  ")
                            .append(finding.object())
                            .append(": ")
                            .append(finding.what())
                            .append("\n    ")
                            .append(finding.remedy())
                            .append('\n'));
                    text.append("  ").append(topic.why()).append('\n');
                }
            }
        }
    }

    private static void section(StringBuilder text, String title, String rows) {
        if (!rows.isEmpty()) {
            text.append('\n').append(title).append('\n').append(rows);
        }
    }

    private List<List<String>> tables() {
        return inspection.tables().stream()
                .map(table -> List.of(
                        table.name(),
                        size(table.bytes()),
                        size(table.indexBytes()),
                        ProgressText.number(table.rows()),
                        ProgressText.number(table.tableScans()),
                        ProgressText.number(table.indexScans()),
                        ProgressText.number(table.writes())))
                .toList();
    }

    private static String size(Optional<Long> bytes) {
        return bytes.map(ByteSize::new).map(ByteSize::toString).orElse("locked");
    }

    private List<List<String>> indexes() {
        return inspection.indexes().stream()
                .map(index -> List.of(
                        index.name(),
                        index.table(),
                        new ByteSize(index.bytes()).toString(),
                        ProgressText.number(index.scans()),
                        index.unique() ? "unique" : ""))
                .toList();
    }

    private List<List<String>> clients() {
        return inspection.clients().stream()
                .map(clients -> List.of(
                        String.valueOf(clients.connections()),
                        clients.application(),
                        clients.role(),
                        clients.state(),
                        clients.longestTransactionSeconds() == 0
                                ? ""
                                : "longest transaction "
                                        + Durations.text(Duration.ofSeconds(clients.longestTransactionSeconds()))))
                .toList();
    }

    private List<List<String>> queries() {
        return inspection.queries().stream()
                .map(query -> List.of(
                        Durations.text(Duration.ofMillis(Math.round(query.totalMillis()))),
                        String.format(Locale.ROOT, "%.1f ms", query.meanMillis()),
                        ProgressText.number(query.calls()),
                        query.sql().length() > SHOWN_QUERY ? query.sql().substring(0, SHOWN_QUERY) + "…" : query.sql()))
                .toList();
    }

    @Override
    public JsonNode json() {
        Server server = inspection.server();
        ObjectNode json = Json.object();
        json.put("at", inspection.at().toString());
        json.put("database", server.database());
        json.put("role", server.role());
        json.put("serverVersion", server.version());
        json.put("bytes", server.bytes());
        Json.put(json, "statisticsSince", server.statisticsSince());
        json.set("findings", Json.array(inspection.findings(), InspectionView::json));
        json.set("tables", Json.array(inspection.tables(), InspectionView::json));
        json.set("indexes", Json.array(inspection.indexes(), InspectionView::json));
        json.set("connections", Json.array(inspection.clients(), InspectionView::json));
        json.set("slowQueries", Json.array(inspection.queries(), InspectionView::json));
        json.set(
                "settings",
                Json.array(
                        inspection.settings(),
                        setting -> Json.object()
                                .put("name", setting.name())
                                .put("value", setting.value())
                                .put("set", setting.set())));
        json.set(
                "unseen",
                Json.array(
                        inspection.unseen(),
                        unseen -> Json.object()
                                .put("subject", unseen.subject())
                                .put("reason", unseen.reason())
                                .put("remedy", unseen.remedy())));
        return json;
    }

    private static ObjectNode json(Finding finding) {
        return Json.object()
                .put("topic", finding.topic().word())
                .put("severity", finding.severity().word())
                .put("object", finding.object())
                .put("what", finding.what())
                .put("why", finding.topic().why())
                .put("remedy", finding.remedy());
    }

    private static ObjectNode json(TableUse table) {
        ObjectNode json = Json.object();
        json.put("name", table.name());
        Json.put(json, "bytes", table.bytes());
        Json.put(json, "indexBytes", table.indexBytes());
        json.put("rows", table.rows());
        json.put("tableScans", table.tableScans());
        json.put("indexScans", table.indexScans());
        json.put("writes", table.writes());
        return json;
    }

    private static ObjectNode json(IndexUse index) {
        return Json.object()
                .put("name", index.name())
                .put("table", index.table())
                .put("bytes", index.bytes())
                .put("scans", index.scans())
                .put("unique", index.unique());
    }

    private static ObjectNode json(Clients clients) {
        return Json.object()
                .put("application", clients.application())
                .put("role", clients.role())
                .put("state", clients.state())
                .put("connections", clients.connections())
                .put("longestTransactionSeconds", clients.longestTransactionSeconds());
    }

    private static ObjectNode json(SlowQuery query) {
        return Json.object()
                .put("sql", query.sql())
                .put("calls", query.calls())
                .put("totalMillis", query.totalMillis())
                .put("meanMillis", query.meanMillis())
                .put("rows", query.rows());
    }
}

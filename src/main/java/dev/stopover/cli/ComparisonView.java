package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.compare.ComparedQuery;
import dev.stopover.compare.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times, buffers and plans of a plan's queries, before and after. */
record ComparisonView(String plan, List<ComparedQuery> queries) implements View {
    ComparisonView {
        queries = List.copyOf(queries);
    }

    @Override
    public String text(Style style) {
        StringBuilder text = new StringBuilder("plan ").append(style.bold(plan)).append('\n');
        for (ComparedQuery query : queries) {
            text.append('\n')
                    .append(style.bold(query.name()))
                    .append(": ")
                    .append(verdict(query, style))
                    .append('\n')
                    .append(style.table(List.of(
                            List.of("", "p50", "p95", "buffers", "of them read", "rows"),
                            row("before", query.before()),
                            row("after", query.after()),
                            List.of(
                                    "after / before",
                                    ratio(query.ratioOfP50()),
                                    ratio(query.ratioOfP95()),
                                    "",
                                    "",
                                    ""))));
            plan(text, "before", query.before());
            plan(text, "after", query.after());
        }
        return text.toString();
    }

    @Override
    public JsonNode json() {
        ObjectNode json = Json.object().put("plan", plan);
        json.put("passed", queries.stream().allMatch(ComparedQuery::passed));
        json.set("queries", Json.array(queries, ComparisonView::json));
        return json;
    }

    private static ObjectNode json(ComparedQuery query) {
        ObjectNode json = Json.object().put("name", query.name()).put("executions", query.executions());
        json.set("before", json(query.before()));
        json.set("after", json(query.after()));
        json.put("ratioOfP50", query.ratioOfP50());
        json.put("ratioOfP95", query.ratioOfP95());
        query.atMost().map(BigDecimal::doubleValue).ifPresent(limit -> json.put("atMost", limit));
        json.put("slower", query.slower());
        return json.put("sameRows", query.sameRows()).put("passed", query.passed());
    }

    private static ObjectNode json(Side side) {
        ObjectNode json = Json.object()
                .put("p50Milliseconds", milliseconds(side.latencies().p50()))
                .put("p95Milliseconds", milliseconds(side.latencies().p95()))
                .put("rows", side.rows())
                .put("buffersHit", side.buffers().hit())
                .put("buffersRead", side.buffers().read());
        json.set("plan", Json.strings(side.plan()));
        return json;
    }

    private static String verdict(ComparedQuery query, Style style) {
        List<String> parts = new ArrayList<>();
        if (!query.sameRows()) {
            parts.add(style.state("failed") + ": another number of rows");
        }
        if (!query.fastEnough()) {
            parts.add(style.state("failed") + ": " + slower(query));
        }
        if (!parts.isEmpty()) {
            return String.join("; ", parts);
        }
        return style.state("passed") + (query.withinLimit() ? "" : ": " + slower(query) + ", which may be chance");
    }

    private static String slower(ComparedQuery query) {
        return "slower than " + query.atMost().map(BigDecimal::toPlainString).orElseThrow() + " times in "
                + query.slower() + " of " + query.executions() + " executions";
    }

    private static List<String> row(String side, Side measured) {
        return List.of(
                side,
                shown(measured.latencies().p50()),
                shown(measured.latencies().p95()),
                String.valueOf(measured.buffers().total()),
                String.valueOf(measured.buffers().read()),
                String.valueOf(measured.rows()));
    }

    private static void plan(StringBuilder text, String side, Side measured) {
        text.append("  ").append(side).append('\n');
        measured.plan().forEach(line -> text.append("    ").append(line).append('\n'));
    }

    private static String shown(Duration duration) {
        return String.format(Locale.ROOT, "%.2f ms", milliseconds(duration));
    }

    private static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    private static double milliseconds(Duration duration) {
        return Math.round(duration.toNanos() / 1000.0) / 1000.0;
    }
}

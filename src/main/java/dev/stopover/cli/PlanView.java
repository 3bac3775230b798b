package dev.stopover.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.backup.ByteSize;
import dev.stopover.plan.Check;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.plan.Transfer;
import dev.stopover.transfer.TransferSql;
import dev.stopover.transfer.WalEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a plan would do, as text and as JSON. */
record PlanView(PlanPreview preview) implements View {
    @Override
    public String text(Style style) {
        Plan plan = preview.plan();
        StringBuilder text = new StringBuilder(style.bold(plan.name()));
        text.append(plan.title().isEmpty() ? "" : ": " + plan.title()).append('\n');
        text.append(plan.live() ? "the application goes on while it runs" : "the application is stopped while it runs")
                .append(plan.atomic() ? ", all phases that can in one transaction" : "")
                .append(plan.baseline()
                        .map(version -> ", from version " + version)
                        .orElse(""))
                .append('\n');
        for (Phase phase : plan.phases()) {
            text.append('\n')
                    .append(style.bold(phase.name()))
                    .append(" (")
                    .append(word(phase.kind()))
                    .append("): ");
            text.append(style.state(state(phase))).append('\n');
            facts(phase).forEach(fact -> text.append("  ").append(fact).append('\n'));
            text.append(scripts(style, phase.migrationsBeforeTransfers()));
            for (Transfer transfer : phase.transfers()) {
                text.append("  transfer ").append(transfer.name()).append(": ").append(transfer.from());
                text.append(" into ")
                        .append(transfer.into())
                        .append('\n')
                        .append(sql(transfer).indent(4));
                wal(transfer)
                        .ifPresent(words -> text.append("    ").append(words).append('\n'));
            }
            text.append(scripts(style, phase.migrationsAfterTransfers()));
            text.append(style.table(phase.checks().stream()
                    .map(check -> List.of("check", check.name(), kind(check)))
                    .toList()));
            text.append(style.table(phase.flags().stream()
                    .map(flag -> List.of("flag", flag.name(), flag.share()))
                    .toList()));
        }
        return text.toString();
    }

    @Override
    public JsonNode json() {
        Plan plan = preview.plan();
        ObjectNode json = Json.object();
        json.put("plan", plan.name());
        json.put("title", plan.title());
        json.put("live", plan.live());
        json.put("atomic", plan.atomic());
        Json.put(json, "baseline", plan.baseline());
        json.put("hash", plan.hash());
        json.set("phases", Json.array(plan.phases(), this::json));
        return json;
    }

    private ObjectNode json(Phase phase) {
        ObjectNode json = Json.object();
        json.put("name", phase.name());
        json.put("kind", word(phase.kind()));
        json.put("title", phase.title());
        json.put("state", state(phase));
        json.put("risk", word(phase.risk()));
        Json.put(json, "estimate", phase.estimate());
        json.put("approvalRequired", phase.approvalRequired());
        json.put("soak", phase.soak().toString());
        json.put("atomic", phase.atomic());
        json.set(
                "migrations",
                Json.array(
                        phase.migrations(),
                        script -> Json.object()
                                .put("version", script.version().toString())
                                .put("script", script.file())
                                .put("state", state(script))));
        json.set("transfers", Json.array(phase.transfers(), this::json));
        json.set(
                "checks",
                Json.array(
                        phase.checks(),
                        check -> Json.object().put("name", check.name()).put("kind", kind(check))));
        json.set(
                "flags",
                Json.array(
                        phase.flags(),
                        flag -> Json.object().put("name", flag.name()).put("percent", flag.percent())));
        return json;
    }

    private String scripts(Style style, List<Script> scripts) {
        return style.table(scripts.stream()
                .map(script -> List.of("script", script.file(), style.state(state(script))))
                .toList());
    }

    private ObjectNode json(Transfer transfer) {
        ObjectNode json = Json.object()
                .put("name", transfer.name())
                .put("from", transfer.from().toString())
                .put("into", transfer.into().toString())
                .put("mapping", sql(transfer));
        Optional<WalEstimate> wal = Optional.ofNullable(preview.wal().get(transfer.name()));
        Json.put(json, "estimatedRows", wal.map(WalEstimate::rows));
        Json.put(json, "estimatedWalBytes", wal.map(WalEstimate::bytes));
        return json;
    }

    private static List<String> facts(Phase phase) {
        List<String> facts = new ArrayList<>();
        if (!phase.title().isEmpty()) {
            facts.add(phase.title());
        }
        facts.add("risk " + word(phase.risk())
                + phase.estimate()
                        .map(time -> ", about " + Durations.text(time))
                        .orElse("")
                + (phase.soak().isZero() ? "" : ", soaks " + Durations.text(phase.soak()))
                + (phase.approvalRequired() ? ", needs approval" : "")
                + (phase.atomic() ? ", in one transaction" : ""));
        return facts;
    }

    private String state(Phase phase) {
        return preview.phases().containsKey(phase.name())
                ? preview.phases().get(phase.name()).word()
                : "pending";
    }

    private String state(Script script) {
        return preview.applied().contains(script.version()) ? "done" : "pending";
    }

    /** With the database's own types where it could say them, else in the plan's own words. */
    private String sql(Transfer transfer) {
        String bound = preview.sql().get(transfer.name());
        return bound == null ? TransferSql.describe(transfer) : bound;
    }

    private Optional<String> wal(Transfer transfer) {
        return Optional.ofNullable(preview.wal().get(transfer.name()))
                .map(estimate -> "about " + ProgressText.number(estimate.rows()) + " rows, and "
                        + new ByteSize(estimate.bytes()) + " of WAL");
    }

    private static String kind(Check check) {
        return word(check.getClass().getSimpleName());
    }

    private static String word(Enum<?> value) {
        return word(value.name());
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package dev.stopover.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stopover.run.PlanStatus;
import dev.stopover.run.PlanStatus.CheckStatus;
import dev.stopover.run.PlanStatus.EventStatus;
import dev.stopover.run.PlanStatus.PhaseStatus;
import dev.stopover.run.PlanStatus.RejectStatus;
import dev.stopover.run.PlanStatus.RunStatus;
import dev.stopover.run.PlanStatus.TransferStatus;
import dev.stopover.run.PlanStatus.WorkerStatus;

/** Where a plan stands, as JSON. */
final class StatusJson {
    private StatusJson() {}

    static ObjectNode of(PlanStatus plan) {
        ObjectNode json = Json.object();
        json.put("plan", plan.plan());
        json.put("title", plan.title());
        json.put("known", plan.known());
        json.put("running", plan.running());
        json.set("phases", Json.array(plan.phases(), StatusJson::of));
        json.set("transfers", Json.array(plan.transfers(), StatusJson::of));
        json.set(
                "checks",
                Json.array(
                        plan.checks(),
                        check -> StatusJson.of(check).put("at", check.at().toString())));
        json.setAll(new GuardView(plan).json());
        ObjectNode flags = json.putObject("flags");
        plan.flags().forEach(flags::put);
        json.put("openRejects", plan.openRejects());
        json.set("rejects", Json.array(plan.rejects(), StatusJson::of));
        json.set("undoneRejects", Json.array(plan.undoneRejects(), StatusJson::of));
        json.set("runs", Json.array(plan.runs(), StatusJson::of));
        json.set("workers", Json.array(plan.workers(), StatusJson::of));
        json.set("events", Json.array(plan.events(), StatusJson::of));
        Json.put(json, "restored", plan.restored());
        json.set("pendingVersions", Json.strings(plan.pending()));
        return json;
    }

    private static ObjectNode of(PhaseStatus phase) {
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

    private static ObjectNode of(TransferStatus transfer) {
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

    private static ObjectNode of(RejectStatus reject) {
        return Json.object()
                .put("transfer", reject.transfer())
                .put("sourceKey", reject.sourceKey())
                .put("sqlState", reject.sqlState())
                .put("error", reject.error())
                .put("run", reject.run())
                .put("at", reject.at().toString());
    }

    private static ObjectNode of(EventStatus event) {
        ObjectNode json = Json.object();
        json.put("at", event.at().toString());
        Json.put(json, "run", event.run());
        Json.put(json, "phase", event.phase());
        json.put("kind", event.kind());
        json.put("message", event.message());
        return json;
    }

    private static ObjectNode of(RunStatus run) {
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

    private static ObjectNode of(WorkerStatus worker) {
        ObjectNode json = Json.object();
        json.put("host", worker.host());
        json.put("run", worker.run());
        json.put("state", worker.state());
        Json.put(json, "transfer", worker.transfer());
        json.put("chunks", worker.chunks());
        json.put("rows", worker.rows());
        json.put("joinedAt", worker.joinedAt().toString());
        json.put("seenAt", worker.seenAt().toString());
        Json.put(json, "throttled", worker.throttled());
        return json;
    }

    private static ObjectNode of(CheckStatus check) {
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

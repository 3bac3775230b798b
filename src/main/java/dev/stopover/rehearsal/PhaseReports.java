package dev.stopover.rehearsal;

import dev.stopover.database.Database;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.plan.Version;
import dev.stopover.rehearsal.RehearsalReport.PhaseReport;
import dev.stopover.rehearsal.RehearsalReport.ScriptReport;
import dev.stopover.rehearsal.RehearsalReport.TransferReport;
import dev.stopover.rehearsal.RehearsalReport.UndoOutcome;
import dev.stopover.run.RunResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers what becomes of each phase on the way forward, back and forward again. */
final class PhaseReports {
    private final Plan plan;
    private final List<RunResult.PhaseResult> forward;
    private final Map<Version, ScriptTrace> migrations;
    private final Map<String, TransferReport> transfers;
    private final Map<Version, ScriptTrace> undone = new HashMap<>();
    private final Set<Version> broken = new HashSet<>();
    private final Map<String, Duration> back = new HashMap<>();
    private final Map<String, Duration> again = new HashMap<>();

    private PhaseReports(
            Plan plan,
            List<RunResult.PhaseResult> forward,
            Map<Version, ScriptTrace> migrations,
            Map<String, TransferReport> transfers) {
        this.plan = plan;
        this.forward = forward;
        this.migrations = migrations;
        this.transfers = transfers;
    }

    /** @param copy where the way forward has just ended, whose history knows how long each transfer took */
    static PhaseReports of(Plan plan, RunResult forward, ScriptObserver seen, Database copy) throws SQLException {
        return new PhaseReports(plan, forward.phases(), seen.traces(), transfers(plan, copy));
    }

    void cameBack(WayBack way) {
        undone.putAll(way.undone());
        broken.addAll(way.broken());
        back.putAll(way.phases());
    }

    void wentAgain(RunResult result) {
        result.phases().forEach(phase -> again.put(phase.name(), phase.took()));
    }

    List<PhaseReport> reports() {
        return forward.stream()
                .map(result -> report(result, plan.phase(result.name()).orElseThrow()))
                .toList();
    }

    private PhaseReport report(RunResult.PhaseResult result, Phase phase) {
        List<ScriptReport> scripts = new ArrayList<>();
        for (Script script : phase.migrations()) {
            Optional.ofNullable(migrations.get(script.version()))
                    .ifPresent(trace -> scripts.add(new ScriptReport(
                            trace, outcome(script.version()), Optional.ofNullable(undone.get(script.version())))));
        }
        return new PhaseReport(
                phase.name(),
                result.took(),
                Optional.ofNullable(back.get(phase.name())),
                Optional.ofNullable(again.get(phase.name())),
                scripts,
                phase.transfers().stream()
                        .map(transfer -> Optional.ofNullable(transfers.get(transfer.name())))
                        .flatMap(Optional::stream)
                        .toList(),
                result.checks().size());
    }

    private UndoOutcome outcome(Version version) {
        if (broken.contains(version)) {
            return UndoOutcome.BROKEN;
        }
        return undone.containsKey(version) ? UndoOutcome.RESTORED : UndoOutcome.UNTRIED;
    }

    private static Map<String, TransferReport> transfers(Plan plan, Database copy) throws SQLException {
        try (Connection connection = copy.open("rehearsal");
                PreparedStatement statement = connection.prepareStatement("""
                        select t.name,
                               coalesce((select sum(e.read) from stopover.extent e where e.transfer_id = t.id), 0),
                               (extract(epoch from t.finished_at - t.started_at) * 1000000)::bigint
                        from stopover.transfer t
                        where t.plan = ?
                          and t.state = 'copied'
                        """)) {
            statement.setString(1, plan.name());
            Map<String, TransferReport> reports = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    reports.put(
                            name, new TransferReport(name, rows.getLong(2), Duration.ofNanos(rows.getLong(3) * 1_000)));
                }
            }
            return reports;
        }
    }
}

package dev.stopover.rehearsal;

import dev.stopover.migration.UndoRunner;
import dev.stopover.plan.Check;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.plan.Tripwires;
import dev.stopover.plan.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The plan as it is rehearsed: a copy that nobody uses has nothing to monitor, and no time is too long. */
final class RehearsedPlan {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private RehearsedPlan() {}

    /**
     * Without monitors, and with an undo script that fails where there is none
     * that could be run, so that the way back comes as far as there.
     */
    static Plan of(Plan plan) {
        Plan patient = new Plan(
                plan.name(),
                plan.title(),
                plan.baseline(),
                plan.live(),
                plan.atomic(),
                plan.phases(),
                new Tripwires(
                        plan.tripwires().overrun(), FOR_EVER, plan.tripwires().rejects()),
                plan.queries(),
                plan.throttle(),
                plan.hash());
        return with(
                patient,
                plan.phases().stream()
                        .map(phase -> new Phase(
                                phase.name(),
                                phase.kind(),
                                phase.title(),
                                phase.risk(),
                                phase.estimate(),
                                phase.approvalRequired(),
                                phase.soak(),
                                phase.backups(),
                                phase.atomic(),
                                phase.migrations().stream()
                                        .map(script -> undoable(phase, script))
                                        .toList(),
                                phase.transfers(),
                                phase.encryptions(),
                                phase.checks(),
                                List.of(),
                                phase.gates(),
                                phase.flags(),
                                phase.position()))
                        .toList());
    }

    /** Without the checks that read entities, which look at the first copy only. */
    static Plan withoutEntities(Plan plan) {
        return with(
                plan,
                plan.phases().stream()
                        .map(phase -> with(
                                phase,
                                phase.migrations(),
                                phase.checks().stream()
                                        .filter(check -> !(check instanceof Check.Entities))
                                        .toList()))
                        .toList());
    }

    /** The plan up to the script before the one of that version. */
    static Plan upToBefore(Plan plan, Version version) {
        List<Phase> phases = new ArrayList<>();
        for (Phase phase : plan.phases()) {
            List<Script> earlier = phase.migrations().stream()
                    .takeWhile(script -> !script.version().equals(version))
                    .toList();
            if (earlier.size() == phase.migrations().size()) {
                phases.add(phase);
                continue;
            }
            if (!earlier.isEmpty()) {
                phases.add(new Phase(
                        phase.name(),
                        phase.kind(),
                        phase.title(),
                        phase.risk(),
                        phase.estimate(),
                        phase.approvalRequired(),
                        phase.soak(),
                        phase.backups(),
                        phase.atomic(),
                        earlier,
                        List.of(),
                        List.of(),
                        phase.monitors(),
                        phase.gates(),
                        phase.position()));
            }
            break;
        }
        return with(plan, phases);
    }

    /** The plan up to the phase before the one of that name. */
    static Plan upToBefore(Plan plan, String phase) {
        return with(
                plan,
                plan.phases().stream()
                        .takeWhile(each -> !each.name().equals(phase))
                        .toList());
    }

    private static Script undoable(Phase phase, Script script) {
        List<String> problems = UndoRunner.problems(with(phase, List.of(script), phase.checks()));
        if (problems.isEmpty()) {
            return script;
        }
        String file = script.undo().map(Script.Undo::file).orElse(script.file());
        String failing = "do $stopover$ begin raise exception using message = '"
                + String.join("; ", problems).replace("'", "''") + "'; end $stopover$;";
        return new Script(
                script.version(),
                script.description(),
                script.file(),
                script.sql(),
                Optional.of(new Script.Undo(file, failing)));
    }

    private static Plan with(Plan plan, List<Phase> phases) {
        return new Plan(
                plan.name(),
                plan.title(),
                plan.baseline(),
                plan.live(),
                plan.atomic(),
                phases,
                plan.tripwires(),
                plan.queries(),
                plan.throttle(),
                plan.hash());
    }

    private static Phase with(Phase phase, List<Script> migrations, List<Check> checks) {
        return new Phase(
                phase.name(),
                phase.kind(),
                phase.title(),
                phase.risk(),
                phase.estimate(),
                phase.approvalRequired(),
                phase.soak(),
                phase.backups(),
                phase.atomic(),
                migrations,
                phase.transfers(),
                phase.encryptions(),
                checks,
                phase.monitors(),
                phase.gates(),
                phase.flags(),
                phase.position());
    }
}

package dev.stopover.report;

import dev.stopover.plan.BackupKind;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.plan.Transfer;
import dev.stopover.plan.Transfer.Reverse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** How a plan is taken back, step by step, as a list in Markdown; the last phase comes first. */
public final class WayBackList {
    private WayBackList() {}

    /** A numbered step for each phase, with its command, what happens, and what is lost. */
    public static String of(Plan plan) {
        List<Phase> phases = new ArrayList<>(plan.phases());
        Collections.reverse(phases);
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < phases.size(); i++) {
            Phase phase = phases.get(i);
            String lost = lost(plan, phase);
            list.append(i + 1)
                    .append(". **")
                    .append(phase.name())
                    .append("** goes: `stopover rollback --plan ")
                    .append(plan.name())
                    .append(i + 1 < phases.size() ? " --to " + phases.get(i + 1).name() : "")
                    .append(lost.isEmpty() ? "" : " --accept-loss")
                    .append("`\n");
            steps(plan, phase).forEach(step -> list.append("   - ").append(step).append('\n'));
            list.append("   - lost: ").append(lost.isEmpty() ? "nothing" : lost).append('\n');
        }
        return list.toString();
    }

    private static List<String> steps(Plan plan, Phase phase) {
        List<String> steps = new ArrayList<>();
        boolean synced = plan.live() && !plan.transfers().isEmpty();
        if (phase.kind() == PhaseKind.CUTOVER && synced) {
            steps.add("the triggers that carry back go; those that carry forward stay");
        }
        if (!phase.transfers().isEmpty()) {
            steps.add((plan.live() ? "the triggers of its transfers go; " : "")
                    + "rows that they moved go out of "
                    + phase.transfers().stream()
                            .map(transfer -> transfer.into().toString())
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        List<Script> scripts = new ArrayList<>(phase.migrations());
        Collections.reverse(scripts);
        scripts.forEach(script -> steps.add("U" + script.version() + ": takes back " + script.description()));
        if (phase.backups().contains(BackupKind.DUMP) || phase.backups().contains(BackupKind.SNAPSHOT)) {
            steps.add("as soon as an undo script has made a dropped table again, its rows come from the "
                    + phase.backups().stream()
                            .filter(kind -> kind != BackupKind.RESTORE_POINT)
                            .sorted()
                            .map(BackupKind::word)
                            .collect(Collectors.joining(" or ")));
        }
        if (phase.kind() == PhaseKind.CONTRACT && synced) {
            steps.add("the triggers of sync are made again, in both directions");
        }
        steps.add("the catalog must be what it was before the phase, line by line");
        return steps;
    }

    private static String lost(Plan plan, Phase phase) {
        if (phase.kind() == PhaseKind.CONTRACT) {
            return "what was written to the new tables since is not in those that come back";
        }
        if (phase.kind() != PhaseKind.CUTOVER) {
            return "";
        }
        String targets = plan.transfers().stream()
                .filter(transfer -> !plan.live() || transfer.reverse() instanceof Reverse.None)
                .map(WayBackList::notCarriedBack)
                .distinct()
                .collect(Collectors.joining("; "));
        return targets.isEmpty() ? "" : "what was written since to " + targets;
    }

    private static String notCarriedBack(Transfer transfer) {
        return transfer.into()
                + (transfer.reverse() instanceof Reverse.None none
                        ? " (" + none.reason() + ")"
                        : " (the plan is not live)");
    }
}

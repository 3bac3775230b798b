package dev.stopover.report;

import dev.stopover.plan.DurationText;
import dev.stopover.plan.Monitor;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a plan does, step by step, as a list in Markdown. */
public final class StepList {
    private StepList() {}

    /** A numbered step for each phase, with what happens in it in the order in which it happens. */
    public static String of(Plan plan) {
        StringBuilder list = new StringBuilder();
        int number = 1;
        for (Phase phase : plan.phases()) {
            list.append(number++)
                    .append(". **")
                    .append(phase.name())
                    .append("**: ")
                    .append(phase.title())
                    .append(" (")
                    .append(word(phase.kind()))
                    .append(", risk ")
                    .append(word(phase.risk()))
                    .append(phase.estimate()
                            .map(time -> ", about " + DurationText.of(time))
                            .orElse(""))
                    .append("). `stopover migrate --plan ")
                    .append(plan.name())
                    .append(" --to ")
                    .append(phase.name())
                    .append("`\n");
            steps(plan, phase).forEach(step -> list.append("   - ").append(step).append('\n'));
        }
        return list.toString();
    }

    private static List<String> steps(Plan plan, Phase phase) {
        List<String> steps = new ArrayList<>();
        if (phase.approvalRequired()) {
            steps.add("starts when somebody has approved it: `stopover approve " + phase.name() + " --plan "
                    + plan.name() + " --by NAME`");
        }
        phase.gates().forEach(gate -> steps.add("starts when " + GateWords.of(gate)));
        phase.backups().stream().sorted().forEach(kind -> steps.add("backup: " + kind.word()));
        if (phase.kind() == PhaseKind.CONTRACT
                && plan.live()
                && !plan.transfers().isEmpty()) {
            steps.add("the triggers of sync go");
        }
        if (phase.kind() == PhaseKind.CUTOVER
                && plan.live()
                && !plan.transfers().isEmpty()) {
            steps.add("triggers carry back what is written to the new tables, where the mapping can be inverted");
        }
        phase.migrations().forEach(script -> steps.add("V" + script.version() + ": " + script.description()));
        phase.transfers()
                .forEach(transfer -> steps.add("transfer " + transfer.name() + ": " + transfer.from() + " into "
                        + transfer.into() + ", counted and compared"));
        phase.checks().forEach(check -> steps.add("check: " + check.name()));
        if (!phase.soak().isZero()) {
            steps.add("soaks " + DurationText.of(phase.soak())
                    + (phase.monitors().isEmpty()
                            ? ""
                            : " under "
                                    + phase.monitors().stream()
                                            .map(Monitor::name)
                                            .collect(Collectors.joining(", "))));
        }
        return steps;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

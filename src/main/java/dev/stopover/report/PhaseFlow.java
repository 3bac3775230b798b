package dev.stopover.report;

import dev.stopover.plan.DurationText;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The way through a plan and back as a flow diagram in Mermaid's words. */
public final class PhaseFlow {
    private PhaseFlow() {}

    /** The diagram, to stand between the fences of a code block. */
    public static String of(Plan plan) {
        StringBuilder flow = new StringBuilder("flowchart TD\n    start([\"the old schema\"])\n");
        String from = "start";
        String back = "start";
        Duration soak = Duration.ZERO;
        for (int i = 0; i < plan.phases().size(); i++) {
            Phase phase = plan.phases().get(i);
            String node = "phase" + (i + 1);
            List<String> conditions = conditions(phase, soak);
            if (!conditions.isEmpty()) {
                flow.append("    gate")
                        .append(i + 1)
                        .append("{\"")
                        .append(String.join("<br/>", conditions))
                        .append("\"}\n    ")
                        .append(from)
                        .append(" --> gate")
                        .append(i + 1)
                        .append('\n');
                from = "gate" + (i + 1);
            }
            flow.append("    ")
                    .append(node)
                    .append("[\"<b>")
                    .append(phase.name())
                    .append("</b><br/>")
                    .append(String.join("<br/>", contents(phase)))
                    .append("\"]\n    ")
                    .append(from)
                    .append(" --> ")
                    .append(node)
                    .append("\n    ")
                    .append(node)
                    .append(" -. \"failed, or rollback")
                    .append(i == 0 ? "" : " --to " + plan.phases().get(i - 1).name())
                    .append("\" .-> ")
                    .append(back)
                    .append('\n');
            from = node;
            back = node;
            soak = phase.soak();
        }
        return flow.append("    ")
                .append(from)
                .append(" --> done([\"the new schema\"])\n")
                .toString();
    }

    private static List<String> conditions(Phase phase, Duration soak) {
        List<String> conditions = new ArrayList<>();
        if (!soak.isZero()) {
            conditions.add(DurationText.of(soak) + " of soak are over");
        }
        if (phase.approvalRequired()) {
            conditions.add("somebody approved it");
        }
        phase.gates().forEach(gate -> conditions.add(GateWords.of(gate).replace("\"", "'")));
        return conditions;
    }

    private static List<String> contents(Phase phase) {
        List<String> contents = new ArrayList<>();
        phase.backups().stream().sorted().forEach(kind -> contents.add(kind.word()));
        List<Script> scripts = phase.migrations();
        if (scripts.size() == 1) {
            contents.add("script V" + scripts.get(0).version());
        } else if (!scripts.isEmpty()) {
            contents.add("scripts V" + scripts.get(0).version() + " to V"
                    + scripts.get(scripts.size() - 1).version());
        }
        if (!phase.transfers().isEmpty()) {
            contents.add(counted(phase.transfers().size(), "transfer"));
        }
        int checks = phase.checks().size() + 2 * phase.transfers().size();
        if (checks > 0) {
            contents.add(counted(checks, "check"));
        }
        if (!phase.monitors().isEmpty()) {
            contents.add(counted(phase.monitors().size(), "monitor"));
        }
        return contents;
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}

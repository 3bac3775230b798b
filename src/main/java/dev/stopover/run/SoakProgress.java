package dev.stopover.run;

import dev.stopover.gate.SoakReport;
import dev.stopover.gate.SoakReport.Reading;
import dev.stopover.gate.SoakReport.SoakingPhase;
import dev.stopover.plan.Plan;
import dev.stopover.run.RunView.PhaseView;
import dev.stopover.run.RunView.Progress;
import dev.stopover.run.RunView.Soak;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns what a watch over soaking phases finds into what the probes show, and into what is worth a line in the log. */
public final class SoakProgress {
    private final RunProgress progress;
    private final Map<String, Integer> outOfBounds = new HashMap<>();
    private final List<String> known = new ArrayList<>();

    public SoakProgress(Plan plan) {
        this.progress = new RunProgress(new RunView(
                plan.name(),
                Optional.empty(),
                "waiting",
                Optional.empty(),
                "watching",
                Progress.NONE,
                Optional.empty(),
                List.of(),
                false));
    }

    /** What the probes and metrics look at. */
    public RunProgress progress() {
        return progress;
    }

    /** Shows the report; returns what has changed since the one before. */
    public List<String> show(SoakReport report) {
        report.phases().stream()
                .flatMap(phase -> phase.readings().stream())
                .forEach(reading -> progress.sampled(reading.sample()));
        List<Soak> soaks = report.phases().stream()
                .map(phase -> new Soak(phase.name(), phase.until(), monitors(phase)))
                .toList();
        List<PhaseView> phases = report.phases().stream()
                .map(phase -> new PhaseView(phase.name(), "soaking"))
                .toList();
        String state = report.trip().isPresent() ? "tripped" : state(report);
        progress.update(view -> new RunView(
                view.plan(),
                view.run(),
                state,
                report.phases().stream().findFirst().map(SoakingPhase::name),
                report.trip().map(trip -> trip.message()).orElse("watching"),
                Progress.NONE,
                Optional.empty(),
                phases,
                report.withinBounds(),
                soaks));
        return changes(report);
    }

    private static String state(SoakReport report) {
        if (report.over()) {
            return "completed";
        }
        return report.phases().isEmpty() ? "waiting" : "soaking";
    }

    private static Map<String, String> monitors(SoakingPhase phase) {
        Map<String, String> says = new LinkedHashMap<>();
        phase.readings().forEach(reading -> says.put(reading.sample().monitor(), words(reading)));
        return says;
    }

    private static String words(Reading reading) {
        String value =
                reading.sample().shown() + ", allowed " + reading.sample().bound();
        return reading.inARow() == 0
                ? value
                : value + ", out of bounds " + reading.inARow() + " of " + reading.rollBackAfter() + " times";
    }

    private List<String> changes(SoakReport report) {
        List<String> changes = new ArrayList<>();
        for (SoakingPhase phase : report.phases()) {
            if (!known.contains(phase.name())) {
                known.add(phase.name());
                changes.add("phase " + phase.name() + " soaks until " + phase.until());
            }
            for (Reading reading : phase.readings()) {
                String key = phase.name() + "/" + reading.sample().monitor();
                Integer before = outOfBounds.put(key, reading.inARow());
                if (reading.inARow() != (before == null ? 0 : before)) {
                    changes.add("monitor " + reading.sample().monitor() + ": " + words(reading));
                }
            }
        }
        known.removeIf(
                name -> report.phases().stream().noneMatch(phase -> phase.name().equals(name)));
        return changes;
    }
}

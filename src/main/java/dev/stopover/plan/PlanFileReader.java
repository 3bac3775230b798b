package dev.stopover.plan;

import dev.stopover.plan.PhaseReader.PlacedPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code plan.yaml}: the plan without its scripts. */
final class PlanFileReader {
    private static final Pattern PLAN_NAME = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern OVERRUN = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)x");

    private final YamlMap map;
    private final Problems problems;

    PlanFileReader(YamlMap map, Problems problems) {
        this.map = map;
        this.problems = problems;
    }

    /** The plan; its phases have no migrations yet, and its hash is empty. */
    Plan read() {
        String name = map.required("plan", "<name>")
                .flatMap(value -> value.text()
                        .filter(text -> PLAN_NAME.matcher(text).matches()
                                || value.mustBe("a name", "Use lower case letters, digits and -, with a letter first.")
                                        .isPresent()))
                .orElse("");
        String title = map.value("title").flatMap(YamlValue::text).orElse(name);
        Optional<Version> baseline = map.value("baseline").flatMap(PlanFileReader::version);
        boolean live = map.value("live").flatMap(YamlValue::truth).orElse(true);
        boolean atomic = map.value("atomic").flatMap(YamlValue::truth).orElse(false);
        List<PlacedPhase> phases = phases();
        Tripwires tripwires = map.value("tripwires")
                .flatMap(value -> value.map("\"tripwires\""))
                .map(PlanFileReader::tripwires)
                .orElse(Tripwires.DEFAULT);
        List<Query> queries =
                QueryReader.read(map.value("queries").map(YamlValue::list).orElse(List.of()), problems);
        ThrottleLimits throttle = map.value("throttle")
                .flatMap(value -> value.map("\"throttle\""))
                .map(ThrottleReader::read)
                .orElse(ThrottleLimits.USUAL);
        map.refuseUnknownKeys();
        checkTransfers(phases);
        EncryptionReader.check(phases.stream().map(PlacedPhase::phase).toList(), problems);
        return new Plan(
                name,
                title,
                baseline,
                live,
                atomic,
                phases.stream().map(PlacedPhase::phase).toList(),
                tripwires,
                queries,
                throttle,
                "");
    }

    private static Optional<Version> version(YamlValue value) {
        return value.anyScalar().flatMap(text -> {
            try {
                return Optional.of(Version.of(text));
            } catch (IllegalArgumentException e) {
                return value.mustBe("a version", "Write numbers separated by dots, such as 1 or 2.1.");
            }
        });
    }

    private List<PlacedPhase> phases() {
        List<PlacedPhase> phases = new ArrayList<>();
        Map<String, Position> names = new HashMap<>();
        Optional<YamlValue> written = map.required("phases", "a list of phases");
        for (YamlValue value : written.map(YamlValue::list).orElse(List.of())) {
            PhaseKind previous = phases.isEmpty()
                    ? PhaseKind.EXPAND
                    : phases.get(phases.size() - 1).phase().kind();
            value.named("phase").ifPresent(phaseMap -> {
                Phase phase = add(phases, phaseMap, previous);
                Position first = names.putIfAbsent(phase.name(), phase.position());
                if (first != null && !phase.name().isEmpty()) {
                    problems.add(
                            phase.position(),
                            "there are two phases \"" + phase.name() + "\"; the first is on line " + first.line() + ".",
                            "Rename one of them.");
                }
            });
        }
        written.filter(YamlValue::isEmptyList)
                .ifPresent(value -> value.problem("the plan has no phase.", "Add at least one."));
        return phases;
    }

    private Phase add(List<PlacedPhase> phases, YamlMap phaseMap, PhaseKind previous) {
        PlacedPhase placed = PhaseReader.read(phaseMap, problems, previous);
        Phase phase = placed.phase();
        if (phase.kind().compareTo(previous) < 0) {
            problems.add(
                    phaseMap.position("kind"),
                    "a phase of kind " + YamlValue.word(phase.kind()) + " cannot come after one of kind "
                            + YamlValue.word(previous) + ".",
                    "The order is expand, migrate, cutover, contract.");
        }
        phases.add(placed);
        return phase;
    }

    private static Tripwires tripwires(YamlMap map) {
        double overrun = map.value("overrun").flatMap(PlanFileReader::overrun).orElse(Tripwires.DEFAULT.overrun());
        Duration minOverrun =
                map.value("min-overrun").flatMap(YamlValue::duration).orElse(Tripwires.DEFAULT.minOverrun());
        long rejects = map.value("rejects")
                .flatMap(value -> value.wholeNumber(0))
                .map(Integer::longValue)
                .orElse(Tripwires.DEFAULT.rejects());
        map.refuseUnknownKeys();
        return new Tripwires(overrun, minOverrun, rejects);
    }

    private static Optional<Double> overrun(YamlValue value) {
        return value.anyScalar().flatMap(text -> {
            Matcher matcher = OVERRUN.matcher(text);
            return matcher.matches() && Double.parseDouble(matcher.group(1)) >= 1
                    ? Optional.of(Double.parseDouble(matcher.group(1)))
                    : value.mustBe("a multiple of the estimate, from 1x", "Write for example 2x or 1.5x.");
        });
    }

    private void checkTransfers(List<PlacedPhase> phases) {
        TransferRules rules = new TransferRules(
                phases.stream().flatMap(phase -> phase.transfers().stream()).toList(), problems);
        rules.check();
        int done = 0;
        for (PlacedPhase phase : phases) {
            done += phase.transfers().size();
            rules.checkUses(phase.uses(), done);
            for (Check check : phase.phase().checks()) {
                if (check instanceof Check.Count count) {
                    rules.checkOneTarget(
                            count,
                            phase.uses().stream()
                                    .filter(use -> count.transfers().contains(use.transfer()))
                                    .findFirst()
                                    .map(use -> use.value().position())
                                    .orElse(phase.phase().position()));
                }
            }
        }
    }
}

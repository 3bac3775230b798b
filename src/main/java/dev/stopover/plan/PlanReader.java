package dev.stopover.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a plan of a folder: of {@code plan.yaml} and the scripts beside it, or, without one, of plain Flyway scripts as a
 * single phase. Finds everything that is wrong with it at once.
 */
public final class PlanReader {
    private static final String PLAN_FILE = "plan.yaml";
    private static final String PLAIN_PHASE = "migrate";
    private static final String AFTER = "after/";

    private final PlanFolder folder;
    private final Problems problems = new Problems();
    private final PlanTexts texts;

    private PlanReader(PlanFolder folder) {
        this.folder = folder;
        this.texts = new PlanTexts(folder, problems);
    }

    /**
     * Reads the plan.
     *
     * @throws InvalidPlanException with every problem found
     * @throws dev.stopover.failure.UsageException when a file cannot be read
     */
    public static Plan read(PlanFolder folder) {
        PlanReader reader = new PlanReader(folder);
        Optional<Plan> plan = folder.files().contains(PLAN_FILE) ? reader.planned() : Optional.of(reader.plain());
        reader.problems.throwIfAny();
        return plan.orElseThrow();
    }

    private Optional<Plan> planned() {
        YamlFile file = new YamlFile(folder.display(PLAN_FILE), problems);
        Optional<YamlMap> map = texts.read(PLAN_FILE)
                .flatMap(file::compose)
                .flatMap(root -> new YamlValue(file, PLAN_FILE, root).map("the plan"));
        return map.map(found -> {
            Plan plan = new PlanFileReader(found, problems).read();
            return withScripts(plan, file);
        });
    }

    private Plan withScripts(Plan plan, YamlFile file) {
        ScriptReader scripts = new ScriptReader(folder, texts, problems, true, plan.baseline());
        List<String> names = plan.phases().stream().map(Phase::name).toList();
        List<Phase> phases = new ArrayList<>();
        for (Phase phase : plan.phases()) {
            boolean first = names.indexOf(phase.name()) == phases.size();
            List<String> files = folder.files().stream()
                    .filter(path -> first && isIn(phase.name(), path))
                    .toList();
            Phase complete = phase.withMigrations(scripts.read(files));
            checkOrder(complete);
            if (plan.isAtomic(complete)) {
                scripts.checkAtomic(complete);
            }
            phases.add(complete);
        }
        folder.files().forEach(path -> checkPlace(path, Set.copyOf(names)));
        Plan complete = new Plan(
                plan.name(),
                plan.title(),
                plan.baseline(),
                plan.live(),
                plan.atomic(),
                phases,
                plan.tripwires(),
                plan.queries(),
                plan.throttle(),
                texts.hash());
        boolean doesNothing = complete.migrations().isEmpty()
                && phases.stream()
                        .allMatch(phase -> phase.transfers().isEmpty()
                                && phase.encryptions().isEmpty()
                                && phase.checks().isEmpty()
                                && phase.flags().isEmpty());
        if (doesNothing && !phases.isEmpty()) {
            problems.add(
                    file.start(),
                    "the plan does nothing: it has no migration, no transfer, no check and no flag.",
                    "Put scripts into a folder named like their phase, or add transfers to a phase.");
        }
        return complete;
    }

    private static boolean isIn(String phase, String path) {
        return !phase.isEmpty() && path.startsWith(phase + "/");
    }

    /** Versions tell the order of scripts, also to Flyway, so those behind the transfers need the higher ones. */
    private void checkOrder(Phase phase) {
        phase.migrationsBeforeTransfers().stream()
                .max(Comparator.comparing(Script::version))
                .ifPresent(last -> phase.migrationsAfterTransfers().stream()
                        .filter(script -> script.version().compareTo(last.version()) < 0)
                        .forEach(script -> problem(
                                script.file(),
                                "version " + script.version() + " runs after the transfers, but is below version "
                                        + last.version() + ", which runs before them (" + last.file() + ").",
                                "Give it a version above " + last.version() + ".")));
        if (phase.transfers().isEmpty()) {
            phase.migrations().stream()
                    .filter(script -> script.file().startsWith(phase.afterFolder()))
                    .forEach(script -> problem(
                            script.file(),
                            "this script runs after the transfers of phase " + phase.name() + ", which has none.",
                            "Move the file up."));
        }
    }

    private void checkPlace(String path, Set<String> phases) {
        int slash = path.indexOf('/');
        String top = slash < 0 ? "" : path.substring(0, slash);
        boolean script = path.endsWith(".sql");
        if (phases.contains(top)) {
            String below = path.substring(slash + 1);
            if (below.indexOf('/', below.startsWith(AFTER) ? AFTER.length() : 0) >= 0) {
                problem(path, "a phase's folder has no folder inside but after.", "Move the file up.");
            }
        } else if (script && slash < 0) {
            problem(path, "this script is in no phase's folder.", "Move it into the folder of its phase.");
        } else if (script) {
            problem(
                    path,
                    "no phase is called \"" + top + "\", so this script would never run.",
                    Suggestion.among(top, phases));
        }
        if (path.equals("plan.yml")) {
            problem(path, "this looks like a second plan.", "Only plan.yaml is read: remove this file.");
        }
    }

    private Plan plain() {
        String name = folder.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        if (!name.matches("[a-z].*")) {
            problem(
                    "",
                    "the folder's name \"" + folder.name() + "\" makes no plan name.",
                    "Rename it, or write a plan.yaml.");
        }
        ScriptReader scripts = new ScriptReader(folder, texts, problems, false, Optional.empty());
        List<Script> migrations = scripts.read(folder.files());
        if (folder.files().contains("plan.yml")) {
            problem("plan.yml", "the plan's file is called plan.yaml.", "Rename this file.");
        } else if (migrations.isEmpty()) {
            problem(
                    "",
                    "the folder holds neither a plan.yaml nor a script V<version>__<what>.sql.",
                    "Name another folder, or write one.");
        }
        Position position = new Position(folder.display(""), 1, 1);
        Phase phase = new Phase(
                PLAIN_PHASE,
                PhaseKind.EXPAND,
                name,
                Risk.MEDIUM,
                Optional.empty(),
                false,
                Duration.ZERO,
                Set.of(),
                false,
                migrations,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                position);
        return new Plan(name, name, Optional.empty(), true, List.of(phase), Tripwires.DEFAULT, texts.hash());
    }

    private void problem(String file, String message, String remedy) {
        problems.add(new Position(folder.display(file), 1, 1), message, remedy);
    }
}

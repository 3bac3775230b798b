package dev.stopover.cli;

import dev.stopover.failure.UsageException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which plan; read the same by every command. */
final class PlanOptions {
    @Option(
            names = "--plan",
            paramLabel = "NAME|DIR",
            description = "A bundled plan by its name (see stopover plans), or a folder.")
    private @Nullable String plan;

    private final Engine engine;

    PlanOptions(Engine engine) {
        this.engine = engine;
    }

    /** The plan that is named, if one is. */
    Optional<Plan> loadIfNamed() {
        return Optional.ofNullable(plan).map(engine::plan);
    }

    /** The plan. */
    Plan load() {
        return loadIfNamed()
                .orElseThrow(() -> new UsageException(
                        "no plan is named", "Give --plan with one of " + choices() + ", or with a folder."));
    }

    /**
     * The phase of that name.
     *
     * @throws UsageException when the plan does not have it
     */
    static Phase phase(Plan plan, String name) {
        return plan.phase(name)
                .orElseThrow(() -> new UsageException(
                        "plan " + plan.name() + " has no phase " + name,
                        "Its phases are "
                                + plan.phases().stream().map(Phase::name).collect(Collectors.joining(", ")) + "."));
    }

    /**
     * Makes sure that the plan has the phase, if one is named.
     *
     * @throws UsageException when the plan does not have it
     */
    static void requirePhase(Plan plan, @Nullable String name) {
        if (name != null) {
            phase(plan, name);
        }
    }

    private String choices() {
        List<String> names = engine.bundledPlans();
        return names.isEmpty() ? "the bundled plans" : String.join(", ", names);
    }
}

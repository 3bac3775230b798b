package dev.stopover.plan;

import java.util.List;

/** The plans that come with the program. */
public final class BundledPlans {
    private static final String ROOT = "db/migration";

    private BundledPlans() {}

    /** Their names, in order. */
    public static List<String> names() {
        return PlanIndex.read(ROOT).names();
    }

    /**
     * The plan of that name.
     *
     * @throws dev.stopover.failure.UsageException when there is none
     * @throws InvalidPlanException when it cannot be used
     */
    public static Plan load(String name) {
        return PlanReader.read(PlanIndex.read(ROOT).folder(name));
    }
}

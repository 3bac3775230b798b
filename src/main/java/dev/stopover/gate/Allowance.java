package dev.stopover.gate;

import dev.stopover.history.EstimateHistory;
import dev.stopover.history.EstimateHistory.Learned;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How long a phase may take: so many times its estimate, but never less than the floor. The estimate is the longer one of
 * what the plan says and what was learned, since neither an author's caution nor a rehearsal on a quicker machine is a
 * reason to stop a phase early.
 *
 * @param why where the limit comes from, for people
 */
record Allowance(Duration limit, String why) {
    /** Absent when nobody knows how long the phase takes. */
    static Optional<Allowance> of(Connection connection, Plan plan, Phase phase) throws SQLException {
        Optional<Learned> learned = EstimateHistory.longest(connection, plan.name(), phase.name());
        Duration planned = phase.estimate().orElse(Duration.ZERO);
        if (learned.isPresent() && learned.get().took().compareTo(planned) > 0) {
            return Optional.of(limit(
                    plan,
                    learned.get().took(),
                    "learned from a " + learned.get().source().word()));
        }
        return phase.estimate().map(estimate -> limit(plan, estimate, "of the plan"));
    }

    private static Allowance limit(Plan plan, Duration estimate, String origin) {
        double factor = plan.tripwires().overrun();
        Duration floor = plan.tripwires().minOverrun();
        Duration limit = Duration.ofMillis(Math.round(estimate.toMillis() * factor));
        String estimated =
                String.format(Locale.ROOT, "%s times the estimate of %s ", plainly(factor), words(estimate)) + origin;
        return limit.compareTo(floor) < 0
                ? new Allowance(floor, "the floor of " + words(floor) + ", which is more than " + estimated)
                : new Allowance(limit, estimated);
    }

    /** Seconds, to the millisecond. */
    static String words(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1000.0);
    }

    private static String plainly(double factor) {
        return factor == Math.rint(factor) ? String.valueOf((long) factor) : String.valueOf(factor);
    }
}

package dev.stopover.run;

import dev.stopover.plan.Ceiling;
import dev.stopover.plan.LoadReading;
import dev.stopover.plan.Plan;
import dev.stopover.plan.ThrottleLimits;
import dev.stopover.throttle.ReadingRights;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whether the role may take the readings by which transfers hold back. What was asked for must be had; what is only usual
 * is done without, and said so.
 */
record ThrottleProbe(Plan plan, ThrottleLimits overrides) implements PreflightProbe {
    @Override
    public void examine(Connection connection, List<Finding> findings) throws SQLException {
        if (plan.transfers().isEmpty()) {
            return;
        }
        ThrottleLimits limits = plan.throttle().overriddenBy(overrides);
        Set<LoadReading> missing = ReadingRights.missing(connection);
        String role = role(connection);
        String asked = words(
                missing,
                reading -> limits.given(reading)
                        .filter(ceiling -> !ceiling.equals(Ceiling.NONE))
                        .isPresent());
        String usual = words(missing, reading -> limits.given(reading).isEmpty());
        if (!asked.isEmpty()) {
            findings.add(new Finding(
                    true,
                    "throttle",
                    "the plan asks for " + asked + ", which role " + role + " may not read.",
                    "grant pg_monitor to " + role + "; or set what is not needed to none under throttle."));
        }
        if (!usual.isEmpty()) {
            findings.add(new Finding(
                    false,
                    "throttle",
                    "transfers will not hold back for " + usual + ", which role " + role + " may not read.",
                    "grant pg_monitor to " + role + "; or set them to none under throttle, if that is meant."));
        }
    }

    private static String words(Set<LoadReading> missing, Predicate<LoadReading> which) {
        return missing.stream().filter(which).map(LoadReading::word).collect(Collectors.joining(", "));
    }

    private static String role(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select quote_ident(current_user)")) {
            row.next();
            return row.getString(1);
        }
    }
}

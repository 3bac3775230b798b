package dev.stopover.check;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.CheckResult;
import dev.stopover.plan.Check;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Position;
import dev.stopover.plan.Risk;
import dev.stopover.plan.Transfer;
import dev.stopover.plan.Tripwires;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans of one phase, and the results of their checks. */
final class CheckFixture {
    private CheckFixture() {}

    static Phase phase(List<Transfer> transfers, List<Check> checks) {
        return new Phase(
                "migrate",
                PhaseKind.MIGRATE,
                "",
                Risk.LOW,
                Optional.empty(),
                false,
                Duration.ZERO,
                Set.of(),
                false,
                List.of(),
                transfers,
                checks,
                List.of(),
                List.of(),
                new Position("plan.yaml", 1, 1));
    }

    static Plan plan(Phase... phases) {
        return new Plan("shop", "", Optional.empty(), true, List.of(phases), Tripwires.DEFAULT, "0");
    }

    /** The only result of a phase that has this check alone. */
    static CheckResult evaluate(Database database, Check check) throws SQLException {
        Phase phase = phase(List.of(), List.of(check));
        List<CheckResult> results =
                new Checks(database, new StopSignal(), EntityReader.UNAVAILABLE, CheckListener.NONE)
                        .evaluate(plan(phase), phase);
        if (results.size() != 1) {
            throw new IllegalStateException(results.toString());
        }
        return results.get(0);
    }
}

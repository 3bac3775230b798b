package dev.stopover.sync;

import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.plan.Transfer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/**
 * The sync that a plan will ask for of the tables as they are now. What comes behind a script that is still to be applied is
 * not in it: the script may make the very table, or the default that is missing.
 *
 * @param reverse whether writes to the targets will be carried back
 */
record SyncForecast(Plan plan, List<Transfer> transfers, boolean reverse) {
    SyncForecast {
        transfers = List.copyOf(transfers);
    }

    static SyncForecast of(Plan plan, Phase from, Predicate<Script> applied) {
        List<Transfer> transfers = List.of();
        List<Phase> ahead = plan.live()
                ? plan.phases()
                        .subList(plan.phases().indexOf(from), plan.phases().size())
                : List.of();
        for (Phase phase : ahead) {
            if (phase.kind() == PhaseKind.CUTOVER) {
                return new SyncForecast(plan, SyncRunner.upTo(plan, phase, true), true);
            }
            if (phase.kind() == PhaseKind.CONTRACT
                    || !phase.migrationsBeforeTransfers().stream().allMatch(applied)) {
                break;
            }
            if (!phase.transfers().isEmpty()) {
                transfers = SyncRunner.upTo(plan, phase, true);
            }
            if (!phase.migrationsAfterTransfers().stream().allMatch(applied)) {
                break;
            }
        }
        return new SyncForecast(plan, transfers, false);
    }

    /** @throws dev.stopover.plan.InvalidPlanException with everything that stands against it */
    void check(Connection connection) throws SQLException {
        SyncDesign.of(connection, plan, transfers, reverse);
    }
}

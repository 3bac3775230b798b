package dev.stopover.gate;

import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;

/** Takes a phase back. */
@FunctionalInterface
public interface Rollback {
    /**
     * Returns when the phase is rolled back, whether by this call or by another watcher's.
     *
     * @throws dev.stopover.failure.StopoverException when it is not rolled back
     */
    void rollBack(Plan plan, Phase phase);
}

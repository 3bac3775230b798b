package dev.stopover.run;

import dev.stopover.database.StopSignal;
import dev.stopover.encryption.EncryptionRunner;
import dev.stopover.failure.BlockedException;
import dev.stopover.gate.Gates;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a phase must have before it begins: open gates, the means for its backup, and its keys. */
record PhaseReadiness(RunEnvironment environment, StopSignal stop, Connection connection, Plan plan) {
    /** @throws BlockedException when a gate of the phase is closed, its backup could not be taken, or its key not be had */
    void require(Phase phase) throws SQLException {
        requireOpenGates(phase);
        new BackupProbe(List.of(phase), environment.settings(), stop).require(connection, phase);
        EncryptionRunner.requireKeys(
                connection, plan, List.of(phase), environment.settings().keys());
    }

    /**
     * A phase that a run was cut off in has passed its gates, but only for the database that it was cut off in: whoever
     * restores a dump that was taken before a contract phase wants the old tables back, and not dropped again.
     */
    private void requireOpenGates(Phase phase) throws SQLException {
        if (!environment.settings().gates()) {
            return;
        }
        boolean running = PhaseHistory.states(connection, plan.name()).get(phase.name()) == PhaseState.RUNNING;
        boolean elsewhere = running && !PhaseHistory.isOfThisDatabase(connection, plan.name(), phase.name());
        if (elsewhere) {
            environment
                    .reporter()
                    .event("phase " + phase.name() + " was begun in another database, of which this one is a copy: its"
                            + " gates are looked at again");
        }
        if (!running || elsewhere) {
            new Gates(SyncClients::sinceLastWrite).requireOpen(connection, plan, phase);
        }
    }
}

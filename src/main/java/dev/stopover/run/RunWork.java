package dev.stopover.run;

import dev.stopover.database.StopSignal;
import dev.stopover.history.Epoch;
import dev.stopover.plan.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What a run is for: to go forward, to go back, or to repair. It may be begun several times, when a connection is lost on
 * the way; what was done before is in the history.
 *
 * @param <R> what it tells in the end
 */
interface RunWork<R> {
    /** The phase that is recorded as the run's aim. */
    String target();

    /** Whether the history says that nothing is left to do, so that no lock is needed. */
    boolean isDone(Connection connection) throws SQLException;

    /** The phases that may be gone through forward, as far as that is known before the run. */
    default List<Phase> ahead(Connection connection) throws SQLException {
        return List.of();
    }

    /**
     * Does what is left, under the lock and the epoch.
     *
     * @param stop ends this attempt when a signal comes or the lock is lost
     * @throws SQLException when a connection is lost; another attempt may resume
     */
    void run(Connection connection, StopSignal stop, Epoch epoch) throws SQLException;

    /**
     * What was done, over all attempts.
     *
     * @param run the run's id; absent when there was nothing to do
     */
    R result(Connection connection, Optional<Long> run) throws SQLException;
}

package dev.stopover.run;

import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.UnreachableException;
import dev.stopover.history.Epoch;
import dev.stopover.history.RunHistory;
import dev.stopover.migration.StatementFence;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Begins a run. A runner that died may have left work behind in the server: a transaction that holds the epoch, or a
 * statement outside of one. Both are waited for.
 *
 * @param patience how long to wait for each
 */
record Takeover(Connection connection, StopSignal stop, Duration patience, ProgressReporter reporter) {
    Epoch begin(Plan plan, String targetPhase, RunContext context) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        StatementFence.awaitFree(connection, plan.name(), stop, patience);
        setLockTimeout("2s");
        while (true) {
            try {
                Epoch begun = RunHistory.begin(connection, plan, targetPhase, context.programVersion(), context.host());
                setLockTimeout("0");
                return begun;
            } catch (SQLException e) {
                stop.check();
                if (!SqlState.of(e).equals(SqlState.LOCK_NOT_AVAILABLE)) {
                    throw e;
                }
                if (System.nanoTime() > deadline) {
                    throw new UnreachableException(
                            "a transaction of an earlier run of plan " + plan.name() + " is still open in the server",
                            "Wait for it, or end it: it is a session of stopover in pg_stat_activity.",
                            e);
                }
                reporter.waiting("waiting for a transaction that an earlier runner left behind in the server");
            }
        }
    }

    private void setLockTimeout(String limit) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '" + limit + "'");
        }
    }
}

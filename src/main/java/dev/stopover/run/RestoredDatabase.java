package dev.stopover.run;

import dev.stopover.history.Epoch;
import dev.stopover.history.EventHistory;
import dev.stopover.history.RunHistory;
import dev.stopover.history.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A restored or copied database carries the history of another one; what it says may not be true here. */
final class RestoredDatabase {
    private RestoredDatabase() {}

    /** In which database the plan's last run was, if that was another one. */
    static Optional<String> notice(Connection connection, String plan) throws SQLException {
        return notice(connection, plan, Long.MAX_VALUE);
    }

    /** Records and tells that the run before was in another database, if it was. */
    static void tell(Connection connection, Epoch epoch, ProgressReporter reporter) throws SQLException {
        Optional<String> message = notice(connection, epoch.plan(), epoch.run());
        if (message.isPresent()) {
            Transaction.run(
                    connection, epoch, () -> EventHistory.record(connection, epoch, null, "restored", message.get()));
            reporter.event(message.get());
        }
    }

    private static Optional<String> notice(Connection connection, String plan, long before) throws SQLException {
        RunHistory.DatabaseIdentity now = RunHistory.identity(connection);
        return RunHistory.identityOfLastRun(connection, plan, before)
                .filter(last -> !last.equals(now))
                .map(last -> "this database was restored or copied: the run before was in " + whereabouts(last, now)
                        + ", this one is in " + now.name());
    }

    private static String whereabouts(RunHistory.DatabaseIdentity last, RunHistory.DatabaseIdentity now) {
        if (!last.systemIdentifier().equals(now.systemIdentifier())) {
            return last.name() + " of another server (system identifier " + last.systemIdentifier() + ", here "
                    + now.systemIdentifier() + ")";
        }
        return last.name().equals(now.name())
                ? "another database of this name (oid " + last.oid() + ", here " + now.oid() + ")"
                : last.name() + " of this server";
    }
}

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

    /** Records and tells that the run before was in another database, if it was. */
    static void tell(Connection connection, Epoch epoch, ProgressReporter reporter) throws SQLException {
        RunHistory.DatabaseIdentity now = RunHistory.identity(connection);
        Optional<RunHistory.DatabaseIdentity> before = RunHistory.identityOfLastRun(connection, epoch);
        if (before.isPresent() && !before.get().equals(now)) {
            String message = "this database was restored or copied: the run before was in " + before.get()
                    + ", this one is in " + now;
            Transaction.run(connection, epoch, () -> EventHistory.record(connection, epoch, null, "restored", message));
            reporter.event(message);
        }
    }
}

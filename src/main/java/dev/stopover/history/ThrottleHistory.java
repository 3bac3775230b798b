package dev.stopover.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Records why a run holds back, as long as it does. */
public final class ThrottleHistory {
    private ThrottleHistory() {}

    /** The run holds back for this reason from now on, or goes on doing so for another one. */
    public static void holdBack(Connection connection, Epoch epoch, String phase, String reason) throws SQLException {
        Transaction.run(connection, epoch, () -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    update stopover.run
                    set throttled = ?,
                        throttled_since = coalesce(throttled_since, clock_timestamp())
                    where id = ?
                    """)) {
                statement.setString(1, reason);
                statement.setLong(2, epoch.run());
                statement.executeUpdate();
            }
            return EventHistory.record(connection, epoch, phase, "throttled", reason);
        });
    }

    /** Nothing is in the way any more. */
    public static void goOn(Connection connection, Epoch epoch, String phase) throws SQLException {
        Transaction.run(connection, epoch, () -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    update stopover.run r
                    set throttled = null,
                        throttled_since = null
                    from stopover.run old
                    where r.id = ?
                      and old.id = r.id
                      and old.throttled is not null
                    returning format('nothing is in the way any more after %s s: %s',
                                     round(extract(epoch from clock_timestamp() - old.throttled_since)),
                                     old.throttled)
                    """)) {
                statement.setLong(1, epoch.run());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                            ? EventHistory.record(connection, epoch, phase, "throttle-over", row.getString(1))
                            : 0;
                }
            }
        });
    }
}

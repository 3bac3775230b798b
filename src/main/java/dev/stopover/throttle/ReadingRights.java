package dev.stopover.throttle;

import dev.stopover.plan.LoadReading;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;

/** Which readings a role may take: of other roles' sessions the server shows little, and of its files nothing. */
public final class ReadingRights {
    private ReadingRights() {}

    /** The readings that cannot be taken over this connection. */
    public static Set<LoadReading> missing(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select pg_has_role('pg_read_all_stats', 'usage')
                                 and current_setting('track_activities')::boolean,
                               current_setting('archive_mode') = 'off'
                                 or has_function_privilege('pg_ls_archive_statusdir()', 'execute')
                        """)) {
            row.next();
            Set<LoadReading> missing = EnumSet.noneOf(LoadReading.class);
            if (!row.getBoolean(1)) {
                missing.add(LoadReading.REPLICATION_LAG);
                missing.add(LoadReading.ACTIVE_SESSIONS);
                missing.add(LoadReading.AUTOVACUUM);
            }
            if (!row.getBoolean(2)) {
                missing.add(LoadReading.ARCHIVE_BACKLOG);
            }
            return missing;
        }
    }
}

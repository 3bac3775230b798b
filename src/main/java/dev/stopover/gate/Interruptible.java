package dev.stopover.gate;

import dev.stopover.sql.ConcurrentWork;
import dev.stopover.sql.SqlScript;
import dev.stopover.sql.SqlSyntaxException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Whether what Stopover's sessions do just now may be cancelled. A script in a transaction rolls back, and an index that
 * was being built is dropped again; but an index that is being dropped concurrently stays behind invalid, and a
 * partition that is being detached stays between two tables: those have no way but forward.
 */
final class Interruptible {
    private Interruptible() {}

    static boolean now(Connection connection, String plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select query
                from pg_stat_activity
                where datname = current_database()
                  and pid <> pg_backend_pid()
                  and state = 'active'
                  and application_name like 'stopover %'
                  and starts_with(application_name, ?)
                """)) {
            statement.setString(1, "stopover " + plan);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (hasNoWayBack(rows.getString(1))) {
                        return false;
                    }
                }
                return true;
            }
        }
    }

    /** The server shows long statements cut off, but not ones of these kinds. */
    private static boolean hasNoWayBack(String query) {
        try {
            return SqlScript.parse("query", query).statements().stream()
                    .flatMap(statement -> statement.concurrent().stream())
                    .anyMatch(work ->
                            work instanceof ConcurrentWork.DropIndex || work instanceof ConcurrentWork.DetachPartition);
        } catch (SqlSyntaxException e) {
            return false;
        }
    }
}

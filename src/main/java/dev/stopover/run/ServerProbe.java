package dev.stopover.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Whether the server is one that can be worked with: its version, and that it can be written to. */
final class ServerProbe implements PreflightProbe {
    private static final int OLDEST_SERVER = 14;
    private static final int NEWEST_TRIED_SERVER = 18;

    @Override
    public void examine(Connection connection, List<Finding> findings) throws SQLException {
        serverVersion(connection, findings);
        readOnly(connection, findings);
    }

    private static void serverVersion(Connection connection, List<Finding> findings) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        String version = connection.getMetaData().getDatabaseProductVersion();
        if (major < OLDEST_SERVER) {
            findings.add(new Finding(
                    true,
                    "server version",
                    "the server is PostgreSQL " + version + ".",
                    "Stopover needs PostgreSQL 14 or later: upgrade the server first."));
        } else if (major > NEWEST_TRIED_SERVER) {
            findings.add(new Finding(
                    false,
                    "server version",
                    "the server is PostgreSQL " + version + ", newer than any that Stopover was tested with.",
                    "Rehearse on a copy first."));
        }
    }

    private static void readOnly(Connection connection, List<Finding> findings) throws SQLException {
        ProbeQuery.each(
                connection,
                """
                select case when pg_is_in_recovery() then 'a standby, which cannot be written to'
                            else 'set to read-only transactions' end
                where pg_is_in_recovery()
                   or current_setting('default_transaction_read_only')::boolean
                """,
                row -> findings.add(new Finding(
                        true,
                        "read-only",
                        "the server is " + row.getString(1) + ".",
                        "Connect to the primary (in a URL with several hosts: target_session_attrs=read-write), or clear"
                                + " default_transaction_read_only for this role.")));
    }
}

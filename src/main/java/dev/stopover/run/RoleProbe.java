package dev.stopover.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What the role may do, and what it brings into its sessions. */
final class RoleProbe implements PreflightProbe {
    @Override
    public void examine(Connection connection, List<Finding> findings) throws SQLException {
        privileges(connection, findings);
        searchPath(connection, findings);
        roleTimeouts(connection, findings);
    }

    private static void privileges(Connection connection, List<Finding> findings) throws SQLException {
        ProbeQuery.each(connection, """
                select current_user, current_database(), current_schema(),
                       to_regnamespace('stopover') is not null
                         or has_database_privilege(current_database(), 'create'),
                       current_schema() is not null
                         and has_schema_privilege(current_schema(), 'create'),
                       to_regnamespace('stopover') is null
                         or has_schema_privilege('stopover', 'create')
                """, row -> {
            String role = row.getString(1);
            if (!row.getBoolean(4)) {
                findings.add(new Finding(
                        true,
                        "privileges",
                        "role " + role + " may not create the schema stopover in database " + row.getString(2) + ".",
                        "grant create on database " + row.getString(2) + " to " + role + ";"));
            }
            if (!row.getBoolean(5)) {
                findings.add(new Finding(
                        true,
                        "privileges",
                        "role " + role + " may not create tables in schema " + row.getString(3) + ".",
                        "grant create on schema " + row.getString(3) + " to " + role + ";"));
            }
            if (!row.getBoolean(6)) {
                findings.add(new Finding(
                        true,
                        "privileges",
                        "the schema stopover exists and belongs to another role.",
                        "grant create, usage on schema stopover to " + role + ";"));
            }
        });
    }

    /** The default path begins with the schema named like the role; with a role stopover that would be the history's. */
    private static void searchPath(Connection connection, List<Finding> findings) throws SQLException {
        ProbeQuery.each(
                connection,
                """
                select quote_ident(current_user), current_setting('search_path')
                where 'stopover' in (
                  select case name when '$user' then current_user::text else name end
                  from unnest(string_to_array(current_setting('search_path'), ',')) as entry,
                       trim(both ' "' from entry) as name)
                """,
                row -> findings.add(new Finding(
                        true,
                        "search path",
                        "the schema stopover is on the search path (" + row.getString(2)
                                + "), so that the plan's tables would be made among those of its history.",
                        "alter role " + row.getString(1)
                                + " set search_path = public; or the schema of your tables.")));
    }

    private static void roleTimeouts(Connection connection, List<Finding> findings) throws SQLException {
        ProbeQuery.each(
                connection,
                """
                select name, setting || coalesce(' ' || unit, ''), source
                from pg_settings
                where name in ('statement_timeout', 'lock_timeout', 'idle_session_timeout',
                               'idle_in_transaction_session_timeout', 'transaction_timeout')
                  and setting <> '0'
                  and source not in ('default', 'session', 'client')
                order by name
                """,
                row -> findings.add(new Finding(
                        row.getString(1).equals("transaction_timeout"),
                        "timeouts",
                        row.getString(1) + " is " + row.getString(2) + " (" + row.getString(3) + ").",
                        row.getString(1).equals("transaction_timeout")
                                ? "It would end migrations half way: alter role … set transaction_timeout = 0;"
                                : "Stopover sets its own for its sessions; nothing to do.")));
    }
}

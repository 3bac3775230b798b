package dev.stopover.run;

import dev.stopover.database.Database;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks at the database before a run changes anything, and says what would go wrong. */
final class Preflight {
    private static final int OLDEST_SERVER = 14;
    private static final int NEWEST_TRIED_SERVER = 18;

    /** Beside the workers: the lock, the runner, the watcher of blockers, and one to spare. */
    private static final int CONNECTIONS_BESIDE_WORKERS = 4;

    private final Database database;
    private final RunSettings settings;

    Preflight(Database database, RunSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Everything noticed, the blocking findings first. */
    List<Finding> examine(Connection connection, Plan plan) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        serverVersion(connection, findings);
        readOnly(connection, findings);
        pooler(connection, findings);
        privileges(connection, findings);
        searchPath(connection, findings);
        roleTimeouts(connection, findings);
        freeConnections(connection, findings);
        invalidIndexes(connection, findings);
        longTransactions(connection, plan, findings);
        findings.sort((one, other) -> Boolean.compare(other.blocking(), one.blocking()));
        return List.copyOf(findings);
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
        each(
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

    /**
     * A pooler in transaction mode gives a client any server connection that is free: while another of our clients has
     * a transaction open, this one is served by a different backend than before, or both by the same one.
     */
    private void pooler(Connection connection, List<Finding> findings) throws SQLException {
        long before = backend(connection);
        try (Connection other = database.open("preflight")) {
            other.setAutoCommit(false);
            long others = backend(other);
            long after = backend(connection);
            other.rollback();
            if (before != after || others == before) {
                findings.add(new Finding(
                        true,
                        "pooler",
                        "the connection goes through a pooler in transaction mode: its backend changes between"
                                + " statements, so that locks and settings of a session do not hold.",
                        "Give the URL of the server itself, or of a pool in session mode."));
            }
        }
    }

    private static long backend(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_backend_pid()");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void privileges(Connection connection, List<Finding> findings) throws SQLException {
        each(connection, """
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
        each(
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
        each(
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

    private void freeConnections(Connection connection, List<Finding> findings) throws SQLException {
        int needed = settings.workers() + CONNECTIONS_BESIDE_WORKERS;
        each(connection, """
                select current_setting('max_connections')::int
                       - current_setting('superuser_reserved_connections')::int
                       - (select count(*)
                          from pg_stat_activity
                          where backend_type = 'client backend')
                """, row -> {
            int free = row.getInt(1);
            if (free < needed) {
                findings.add(new Finding(
                        true,
                        "connections",
                        "the server has " + free + " connections left and this run needs " + needed + ".",
                        "Give it fewer --workers, or free some connections."));
            }
        });
    }

    private static void invalidIndexes(Connection connection, List<Finding> findings) throws SQLException {
        each(
                connection,
                """
                select i.indexrelid::regclass::text, i.indrelid::regclass::text, i.indisunique
                from pg_index i
                join pg_class c on c.oid = i.indexrelid
                where not i.indisvalid
                  and c.relkind = 'i'
                order by 1
                """,
                row -> findings.add(new Finding(
                        false,
                        "invalid index",
                        "index " + row.getString(1) + " on " + row.getString(2) + " is invalid"
                                + (row.getBoolean(3) ? ", and being unique it still rejects rows." : "."),
                        "drop index concurrently " + row.getString(1) + "; and build it again.")));
    }

    private static void longTransactions(Connection connection, Plan plan, List<Finding> findings) throws SQLException {
        each(
                connection,
                """
                select format('pid %s (%s, %s)', pid, usename, coalesce(nullif(application_name, ''), 'no name')),
                       extract(epoch from clock_timestamp() - xact_start)::bigint
                from pg_stat_activity
                where xact_start < clock_timestamp() - interval '5 minutes'
                  and pid <> pg_backend_pid()
                  and backend_type = 'client backend'
                union all
                select format('prepared transaction %L', gid), extract(epoch from clock_timestamp() - prepared)::bigint
                from pg_prepared_xacts
                where prepared < clock_timestamp() - interval '5 minutes'
                  and database = current_database()
                order by 2 desc
                """,
                row -> findings.add(new Finding(
                        false,
                        "long transaction",
                        row.getString(1) + " has been in a transaction for " + row.getLong(2) + " s.",
                        "Migrations of plan " + plan.name()
                                + " that need a lock it holds will be retried and then give up; end it if you can.")));
    }

    /** Takes one row. */
    @FunctionalInterface
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Connection connection, String sql, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }
}

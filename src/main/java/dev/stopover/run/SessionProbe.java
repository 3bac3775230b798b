package dev.stopover.run;

import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The other sessions of the server: whether there is room for those of the run, and who is in a long transaction.
 *
 * <p>A role without {@code pg_read_all_stats} sees of other roles' sessions the process, the database and the user, but
 * neither their kind nor since when they are in a transaction.
 */
record SessionProbe(Plan plan, int workers) implements PreflightProbe {
    /** Beside the workers: the lock, the runner, the watcher of blockers, the throttle, and one to spare. */
    private static final int CONNECTIONS_BESIDE_WORKERS = 5;

    @Override
    public void examine(Connection connection, List<Finding> findings) throws SQLException {
        freeConnections(connection, findings);
        longTransactions(connection, findings);
        hiddenSessions(connection, findings);
    }

    /** What is hidden but has a user and a database is a client's session; processes of the server itself have neither. */
    private void freeConnections(Connection connection, List<Finding> findings) throws SQLException {
        int needed = workers + CONNECTIONS_BESIDE_WORKERS;
        ProbeQuery.each(connection, """
                select current_setting('max_connections')::int
                       - current_setting('superuser_reserved_connections')::int
                       - coalesce(current_setting('reserved_connections', true)::int, 0)
                       - (select count(*)
                          from pg_stat_activity
                          where backend_type = 'client backend'
                             or (backend_type is null and datid is not null and usesysid is not null))
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

    private void longTransactions(Connection connection, List<Finding> findings) throws SQLException {
        ProbeQuery.each(
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

    private static void hiddenSessions(Connection connection, List<Finding> findings) throws SQLException {
        ProbeQuery.each(
                connection,
                """
                select count(*), quote_ident(current_user)
                from pg_stat_activity
                where backend_type is null
                  and datid is not null
                  and usesysid is not null
                having count(*) > 0
                """,
                row -> findings.add(new Finding(
                        false,
                        "long transaction",
                        "this role cannot see whether " + row.getLong(1)
                                + " sessions of other roles are in a long transaction.",
                        "grant pg_read_all_stats to " + row.getString(2) + "; or ask somebody who can see it.")));
    }
}

package dev.stopover.gate;

import dev.stopover.database.AuthorQuery;
import dev.stopover.database.SqlState;
import dev.stopover.plan.Gate;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether old clients are still there: sessions of this database that meet the plan's condition, and writes to the old
 * tables, since a pooler hides who is behind it. Stopover's own sessions do not count.
 */
final class ClientGate {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST_NAMED = 5;

    private final SyncActivity sync;

    ClientGate(SyncActivity sync) {
        this.sync = sync;
    }

    Optional<ClosedGate> closed(Connection connection, Plan plan, Gate.NoClients gate) throws SQLException {
        try {
            List<String> reasons = AuthorQuery.read(connection, LIMIT, () -> {
                List<String> found = new ArrayList<>(connected(connection, gate));
                recentWrite(connection, plan, gate).ifPresent(found::add);
                return found;
            });
            if (!reasons.isEmpty()) {
                return closed(
                        String.join("; ", reasons), "Stop the old clients and wait for their connections to end.");
            }
            return hidden(connection);
        } catch (SQLException e) {
            if (SqlState.isConnectionLoss(SqlState.of(e))) {
                throw e;
            }
            return closed(
                    "the condition " + gate.condition() + " failed: " + e.getMessage(),
                    "Mend the condition in plan.yaml: it is a where clause over pg_stat_activity.");
        }
    }

    private static List<String> connected(Connection connection, Gate.NoClients gate) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet rows = statement.executeQuery("""
                    select count(*),
                           coalesce(usename, '?'),
                           coalesce(nullif(application_name, ''), 'no name'),
                           coalesce(host(client_addr), 'a local socket')
                    from pg_stat_activity
                    where datname = current_database()
                      and pid <> pg_backend_pid()
                      and backend_type is not distinct from 'client backend'
                      and application_name <> 'stopover'
                      and application_name not like 'stopover %%'
                      and (
                    %s
                    )
                    group by 2, 3, 4
                    order by 1 desc, 2, 3, 4
                    """.formatted(gate.condition()))) {
                List<String> clients = new ArrayList<>();
                while (rows.next()) {
                    clients.add("%d of user %s, application %s, from %s"
                            .formatted(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
                int more = clients.size() - MOST_NAMED;
                return more <= 0
                        ? clients.stream().map(client -> "connected: " + client).toList()
                        : List.of("connected: " + String.join(", ", clients.subList(0, MOST_NAMED)) + " and " + more
                                + " kinds more");
            }
        }
    }

    private Optional<String> recentWrite(Connection connection, Plan plan, Gate.NoClients gate) throws SQLException {
        return sync.sinceLastFiring(connection, plan)
                .filter(since -> since.compareTo(gate.quietFor()) < 0)
                .map(since -> "the old tables were written to " + since.toSeconds() + " s ago, less than "
                        + gate.quietFor().toSeconds() + " s");
    }

    /** What a session is about is shown only to members of its role and of pg_read_all_stats; unseen is not absent. */
    private static Optional<ClosedGate> hidden(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                        select count(*),
                               string_agg(distinct coalesce(usename, '?'), ', '),
                               quote_ident(current_user)
                        from pg_stat_activity
                        where datname = current_database()
                          and usesysid is not null
                          and pg_has_role(current_user, 'pg_read_all_stats', 'usage') is not true
                          and pg_has_role(current_user, usesysid, 'usage') is not true
                        """);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1) == 0
                    ? Optional.empty()
                    : closed(
                            row.getLong(1) + " sessions of " + row.getString(2)
                                    + " cannot be looked at, so it is not known whether they are old clients",
                            "grant pg_read_all_stats to " + row.getString(3) + ";");
        }
    }

    private static Optional<ClosedGate> closed(String what, String opens) {
        return Optional.of(new ClosedGate(ClosedGate.Kind.NO_CLIENTS, what, opens, Optional.empty()));
    }
}

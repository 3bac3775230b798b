package dev.stopover.history;

import dev.stopover.database.Fingerprint;
import dev.stopover.history.FingerprintHistory.Moment;
import dev.stopover.plan.Plan;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes the states of a plan's phases. */
public final class PhaseHistory {
    private PhaseHistory() {}

    /** The state of each recorded phase, in the plan's order. */
    public static Map<String, PhaseState> states(Connection connection, String plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select name, state
                from stopover.phase
                where plan = ?
                order by position
                """)) {
            statement.setString(1, plan);
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, PhaseState> states = new LinkedHashMap<>();
                while (rows.next()) {
                    states.put(rows.getString(1), PhaseState.of(rows.getString(2)));
                }
                return states;
            }
        }
    }

    /** Whether there is a history in this database at all. */
    public static boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select to_regclass('stopover.phase') is not null");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    /** Why a phase failed or is being rolled back; empty when it is neither. */
    public static String error(Connection connection, String plan, String phase) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select coalesce(error, '')
                from stopover.phase
                where plan = ?
                  and name = ?
                """)) {
            statement.setString(1, plan);
            statement.setString(2, phase);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    /** Whether the phase is known to be complete under just this plan. */
    public static boolean isConfirmed(Connection connection, String phase, Plan plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select exists (
                  select from stopover.phase
                  where plan = ?
                    and name = ?
                    and state = 'completed'
                    and plan_hash = ?)
                """)) {
            statement.setString(1, plan.name());
            statement.setString(2, phase);
            statement.setString(3, plan.hash());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    /** Whether the run that brought the phase to where it stands was in this database, and not in one that it is a copy of. */
    public static boolean isOfThisDatabase(Connection connection, String plan, String phase) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select exists (
                  select
                  from stopover.phase p
                  join stopover.run r on r.id = p.run_id
                  join pg_database d on d.datname = current_database() and d.oid = r.database_oid
                  join pg_control_system() c on c.system_identifier::text = r.system_identifier
                  where p.plan = ?
                    and p.name = ?)
                """)) {
            statement.setString(1, plan);
            statement.setString(2, phase);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** When each completed phase was completed. */
    public static Map<String, Instant> completions(Connection connection, String plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select name, completed_at
                from stopover.phase
                where plan = ?
                  and state = 'completed'
                order by position
                """)) {
            statement.setString(1, plan);
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, Instant> completions = new LinkedHashMap<>();
                while (rows.next()) {
                    completions.put(
                            rows.getString(1),
                            rows.getObject(2, OffsetDateTime.class).toInstant());
                }
                return completions;
            }
        }
    }

    /** Records that a completed phase was found to have nothing to do under this plan, too. */
    public static void confirm(Connection connection, Epoch epoch, String phase, String planHash) throws SQLException {
        Transaction.run(connection, epoch, () -> setPlanHash(connection, epoch, phase, planHash));
    }

    private static int setPlanHash(Connection connection, Epoch epoch, String phase, String planHash)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.phase
                set plan_hash = ?
                where plan = ?
                  and name = ?
                  and state = 'completed'
                """)) {
            statement.setString(1, planHash);
            statement.setString(2, epoch.plan());
            statement.setString(3, phase);
            return statement.executeUpdate();
        }
    }

    /**
     * Moves a phase to its next state. The update itself names the states that it may come from, so that two runners
     * cannot both do it.
     *
     * @param error why the phase failed, when it did
     * @throws IllegalStateException when the phase is in a state from which this one cannot follow
     */
    public static void enter(Connection connection, Epoch epoch, String phase, PhaseState next, @Nullable String error)
            throws SQLException {
        Transaction.run(connection, epoch, () -> enterWithin(connection, epoch, phase, next, error));
    }

    /** Begins a phase anew: what the catalog looks like now is what its undo must restore. */
    public static void begin(Connection connection, Epoch epoch, String phase, Fingerprint before) throws SQLException {
        Transaction.run(connection, epoch, () -> {
            FingerprintHistory.record(connection, epoch, phase, Moment.BEFORE, before);
            return enterWithin(connection, epoch, phase, PhaseState.RUNNING, null);
        });
    }

    /** Completes a phase and remembers the plan under which it is complete, in one transaction. */
    public static void complete(Connection connection, Epoch epoch, String phase, String planHash, Fingerprint after)
            throws SQLException {
        Transaction.run(connection, epoch, () -> {
            FingerprintHistory.record(connection, epoch, phase, Moment.AFTER, after);
            enterWithin(connection, epoch, phase, PhaseState.COMPLETED, null);
            return setPlanHash(connection, epoch, phase, planHash);
        });
    }

    /** Records that nothing of a phase is left; the next time it begins anew. */
    public static void rolledBack(Connection connection, Epoch epoch, String phase, String reason) throws SQLException {
        Transaction.run(connection, epoch, () -> {
            FingerprintHistory.forget(connection, epoch, phase);
            return enterWithin(connection, epoch, phase, PhaseState.ROLLED_BACK, reason);
        });
    }

    private static int enterWithin(
            Connection connection, Epoch epoch, String phase, PhaseState next, @Nullable String error)
            throws SQLException {
        if (update(connection, epoch, phase, next, error) == 0) {
            PhaseState state = states(connection, epoch.plan()).get(phase);
            throw new IllegalStateException("phase " + phase + " is " + state + " and cannot become " + next);
        }
        return EventHistory.record(connection, epoch, phase, next.word(), error == null ? "" : error);
    }

    private static int update(Connection connection, Epoch epoch, String phase, PhaseState next, @Nullable String error)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.phase
                set state = ?,
                    run_id = ?,
                    attempts = attempts + (? = 'running')::int,
                    started_at = case when ? = 'running' and state not in ('running', 'failed')
                                      then clock_timestamp() else started_at end,
                    completed_at = case when ? = 'completed' then clock_timestamp() end,
                    error = ?
                where plan = ?
                  and name = ?
                  and state = any (?)
                """)) {
            Array from = connection.createArrayOf("text", wordsBefore(next));
            statement.setString(1, next.word());
            statement.setLong(2, epoch.run());
            statement.setString(3, next.word());
            statement.setString(4, next.word());
            statement.setString(5, next.word());
            statement.setString(6, error);
            statement.setString(7, epoch.plan());
            statement.setString(8, phase);
            statement.setArray(9, from);
            return statement.executeUpdate();
        }
    }

    private static Object[] wordsBefore(PhaseState next) {
        return Arrays.stream(PhaseState.values())
                .filter(state -> state.next().contains(next))
                .map(PhaseState::word)
                .toArray();
    }
}

package dev.stopover.history;

import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the rows of plans and runs. */
public final class RunHistory {
    /** Where a database stands in the world, to recognise one that was restored or copied. */
    public record DatabaseIdentity(String systemIdentifier, String name, long oid) {}

    private RunHistory() {}

    /**
     * Begins a run: raises the plan's epoch, which waits for every transaction of the runner before, and declares that
     * runner's run lost.
     */
    public static Epoch begin(Connection connection, Plan plan, String targetPhase, String programVersion, String host)
            throws SQLException {
        return Transaction.plain(connection, () -> {
            long epoch = raiseEpoch(connection, plan);
            markLost(connection, plan.name());
            return new Epoch(plan.name(), epoch, insert(connection, plan, epoch, targetPhase, programVersion, host));
        });
    }

    /** Ends a run; a run that was taken over stays as the new runner left it. */
    public static void finish(Connection connection, Epoch epoch, String state, int exitCode, @Nullable String error)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.run
                set state = ?,
                    exit_code = ?,
                    error = ?,
                    throttled = null,
                    throttled_since = null,
                    finished_at = clock_timestamp()
                where id = ?
                  and state = 'running'
                """)) {
            statement.setString(1, state);
            statement.setInt(2, exitCode);
            statement.setString(3, error);
            statement.setLong(4, epoch.run());
            statement.executeUpdate();
        }
    }

    /** Whether a run of the plan has not ended, as far as is recorded. */
    public static boolean hasOpen(Connection connection, String plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select exists (
                  select
                  from stopover.run
                  where plan = ?
                    and state = 'running')
                """)) {
            statement.setString(1, plan);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Which database this is now. */
    public static DatabaseIdentity identity(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select (select system_identifier from pg_control_system()), datname, oid
                from pg_database
                where datname = current_database()
                """)) {
            return identity(statement).orElseThrow();
        }
    }

    /** Which database the plan's last run before the one of that id ran in. */
    public static Optional<DatabaseIdentity> identityOfLastRun(Connection connection, String plan, long before)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select system_identifier, database_name, database_oid
                from stopover.run
                where plan = ?
                  and id < ?
                order by id desc
                limit 1
                """)) {
            statement.setString(1, plan);
            statement.setLong(2, before);
            return identity(statement);
        }
    }

    private static Optional<DatabaseIdentity> identity(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(new DatabaseIdentity(rows.getString(1), rows.getString(2), rows.getLong(3)))
                    : Optional.empty();
        }
    }

    private static long raiseEpoch(Connection connection, Plan plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.plan as p (name, title, hash, epoch)
                values (?, ?, ?, 1)
                on conflict (name) do update
                set epoch = p.epoch + 1,
                    title = excluded.title,
                    hash = excluded.hash
                returning epoch
                """)) {
            statement.setString(1, plan.name());
            statement.setString(2, plan.title());
            statement.setString(3, plan.hash());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** Records that runs died which could not say so. To be called only while no run of the plan can be at work. */
    public static int markLost(Connection connection, String plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.run
                set state = 'lost',
                    throttled = null,
                    throttled_since = null,
                    finished_at = clock_timestamp()
                where plan = ?
                  and state = 'running'
                """)) {
            statement.setString(1, plan);
            return statement.executeUpdate();
        }
    }

    private static long insert(
            Connection connection, Plan plan, long epoch, String targetPhase, String programVersion, String host)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.run
                  (plan, epoch, state, plan_hash, target_phase, program_version, host,
                   system_identifier, database_name, database_oid)
                select ?, ?, 'running', ?, ?, ?, ?, c.system_identifier, d.datname, d.oid
                from pg_control_system() c,
                     pg_database d
                where d.datname = current_database()
                returning id
                """)) {
            statement.setString(1, plan.name());
            statement.setLong(2, epoch);
            statement.setString(3, plan.hash());
            statement.setString(4, targetPhase);
            statement.setString(5, programVersion);
            statement.setString(6, host);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}

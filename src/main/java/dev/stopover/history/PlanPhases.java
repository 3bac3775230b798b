package dev.stopover.history;

import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;

/** Keeps the recorded phases in step with a plan that may have grown or shrunk since the last run. */
public final class PlanPhases {
    private PlanPhases() {}

    /** Makes the recorded phases and flags those of the plan, in its order; states stay as they are. */
    public static void align(Connection connection, Epoch epoch, Plan plan) throws SQLException {
        Transaction.run(connection, epoch, () -> {
            for (int position = 0; position < plan.phases().size(); position++) {
                upsert(connection, plan, plan.phases().get(position), position + 1);
            }
            removeUnstarted(connection, plan);
            moveBehind(connection, plan);
            return FlagHistory.align(connection, epoch, plan);
        });
    }

    private static void upsert(Connection connection, Plan plan, Phase phase, int position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.phase (plan, name, position, kind, title, estimate, soak)
                values (?, ?, ?, ?, ?, make_interval(secs => ?), make_interval(secs => ?))
                on conflict (plan, name) do update
                set position = excluded.position,
                    kind = excluded.kind,
                    title = excluded.title,
                    estimate = excluded.estimate,
                    soak = excluded.soak
                """)) {
            statement.setString(1, plan.name());
            statement.setString(2, phase.name());
            statement.setInt(3, position);
            statement.setString(4, phase.kind().name().toLowerCase(Locale.ROOT));
            statement.setString(5, phase.title());
            if (phase.estimate().isPresent()) {
                statement.setDouble(6, phase.estimate().get().toMillis() / 1000.0);
            } else {
                statement.setNull(6, Types.DOUBLE);
            }
            statement.setDouble(7, phase.soak().toMillis() / 1000.0);
            statement.executeUpdate();
        }
    }

    /** Phases that the plan no longer has and that are not forgotten make room for those that it has. */
    private static int moveBehind(Connection connection, Plan plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.phase p
                set position = gone.position
                from (
                  select name, ? + row_number() over (order by position, name) as position
                  from stopover.phase
                  where plan = ?
                    and name <> all (?)) as gone
                where p.plan = ?
                  and p.name = gone.name
                """)) {
            statement.setInt(1, plan.phases().size());
            statement.setString(2, plan.name());
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", plan.phases().stream().map(Phase::name).toArray()));
            statement.setString(4, plan.name());
            return statement.executeUpdate();
        }
    }

    /** Phases that the plan no longer has are forgotten, unless something was done for them. */
    private static int removeUnstarted(Connection connection, Plan plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                delete from stopover.phase
                where plan = ?
                  and state = 'pending'
                  and name <> all (?)
                """)) {
            statement.setString(1, plan.name());
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", plan.phases().stream().map(Phase::name).toArray()));
            return statement.executeUpdate();
        }
    }
}

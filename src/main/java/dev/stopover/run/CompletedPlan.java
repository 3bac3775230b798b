package dev.stopover.run;

import dev.stopover.database.SqlState;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Whether the history says in one query that nothing is left to do, so that such a run needs no lock and no Flyway. */
final class CompletedPlan {
    private CompletedPlan() {}

    /**
     * Whether exactly this plan (by its hash) has completed all of these phases, and no other is half way back: what it
     * leaves of the schema is not what these phases made.
     */
    static boolean covers(Connection connection, Plan plan, List<Phase> phases) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select count(*)
                from stopover.phase
                where plan = ?
                  and plan_hash = ?
                  and state = 'completed'
                  and name = any (?)
                  and not exists (
                    select
                    from stopover.phase back
                    where back.plan = ?
                      and back.state = 'rolling-back')
                """)) {
            statement.setString(1, plan.name());
            statement.setString(2, plan.hash());
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", phases.stream().map(Phase::name).toArray()));
            statement.setString(4, plan.name());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1) == phases.size();
            }
        } catch (SQLException e) {
            String state = SqlState.of(e);
            if (state.equals(SqlState.UNDEFINED_TABLE) || state.equals(SqlState.INVALID_SCHEMA_NAME)) {
                return false;
            }
            throw e;
        }
    }
}

package dev.stopover.migration;

import dev.stopover.history.Epoch;
import dev.stopover.history.StatementJournal;
import dev.stopover.history.StatementJournal.Direction;
import dev.stopover.history.StatementJournal.State;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.sql.SqlScript;
import dev.stopover.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement outside of a transaction that an earlier run began and did not end, and of which the catalog cannot tell
 * whether it took effect: a person has to say.
 *
 * @param script the migration, or its undo as a script of its own
 * @param position of the statement in the script, counted from 1
 */
public record InterruptedStatement(Script script, Direction direction, int position, SqlStatement statement) {
    /** All of them, by the journal of the plan. */
    public static List<InterruptedStatement> find(Connection connection, Plan plan) throws SQLException {
        List<InterruptedStatement> found = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            for (Script migration : plan.migrations()) {
                Optional<Script> script =
                        direction == Direction.FORWARD ? Optional.of(migration) : UndoRunner.undoOf(migration);
                if (script.isPresent()) {
                    found.addAll(find(connection, plan, script.get(), direction));
                }
            }
        }
        return List.copyOf(found);
    }

    private static List<InterruptedStatement> find(Connection connection, Plan plan, Script script, Direction direction)
            throws SQLException {
        List<SqlStatement> statements =
                SqlScript.parse(script.file(), script.sql()).statements();
        List<InterruptedStatement> found = new ArrayList<>();
        StatementJournal.read(connection, plan.name(), direction, script.version())
                .forEach((position, entry) -> {
                    if (entry.state() == State.STARTED
                            && position <= statements.size()
                            && !LoneStatement.decidesItself(statements.get(position - 1))) {
                        found.add(new InterruptedStatement(script, direction, position, statements.get(position - 1)));
                    }
                });
        return found;
    }

    /** Where the statement stands. */
    public String place() {
        return script.file() + ":" + statement.line();
    }

    /** Records that the statement did take effect, so that the next run goes on behind it. Joins the transaction at hand. */
    public void assumeApplied(Connection connection, Epoch epoch) throws SQLException {
        new StatementJournal(epoch, direction).done(connection, script.version(), position, statement.text());
    }

    /** Records that the statement did not take effect, so that the next run begins with it. Joins the transaction at hand. */
    public void assumeReverted(Connection connection, Epoch epoch) throws SQLException {
        new StatementJournal(epoch, direction).withdrawn(connection, script.version(), position);
    }
}

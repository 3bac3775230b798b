package dev.stopover.run;

import dev.stopover.database.StopSignal;
import dev.stopover.failure.UsageException;
import dev.stopover.history.Epoch;
import dev.stopover.history.EventHistory;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.Transaction;
import dev.stopover.migration.InterruptedStatement;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records a person's answer to what Stopover could not decide by itself. */
final class RepairWork implements RunWork<RepairResult> {
    private final RunEnvironment environment;
    private final Plan plan;
    private final RepairAnswer answer;
    private final List<String> answered = new ArrayList<>();

    RepairWork(RunEnvironment environment, Plan plan, RepairAnswer answer) {
        this.environment = environment;
        this.plan = plan;
        this.answer = answer;
    }

    @Override
    public String target() {
        return "";
    }

    @Override
    public boolean isDone(Connection connection) throws SQLException {
        return !PhaseHistory.exists(connection)
                || OpenQuestion.find(connection, plan).isEmpty();
    }

    /** Answers the first question alone: the answer to the next may depend on what is done about it. */
    @Override
    public void run(Connection connection, StopSignal stop, Epoch epoch) throws SQLException {
        Optional<OpenQuestion> first =
                OpenQuestion.find(connection, plan).stream().findFirst();
        if (answered.isEmpty() && first.isPresent()) {
            answer(connection, epoch, first.get());
        }
    }

    private void answer(Connection connection, Epoch epoch, OpenQuestion open) throws SQLException {
        String said = answer.word() + ": " + open.question();
        if (open instanceof OpenQuestion.StatementEffect effect) {
            Transaction.run(connection, epoch, () -> {
                assume(connection, epoch, effect.statement());
                return EventHistory.record(connection, epoch, null, "repaired", said);
            });
        } else if (open instanceof OpenQuestion.UnprovenUndo undo) {
            if (answer == RepairAnswer.APPLIED) {
                throw new UsageException(
                        "phase " + undo.phase().name() + " is undone and cannot be taken for applied",
                        "Accept it with --assume reverted and run migrate again.");
            }
            PhaseHistory.rolledBack(connection, epoch, undo.phase().name(), "repaired, " + said);
        }
        environment.reporter().event("recorded " + said);
        answered.add(open.question());
    }

    private void assume(Connection connection, Epoch epoch, InterruptedStatement statement) throws SQLException {
        if (answer == RepairAnswer.APPLIED) {
            statement.assumeApplied(connection, epoch);
        } else {
            statement.assumeReverted(connection, epoch);
        }
    }

    @Override
    public RepairResult result(Connection connection, Optional<Long> run) throws SQLException {
        return RepairResult.read(connection, plan, run, answered);
    }
}

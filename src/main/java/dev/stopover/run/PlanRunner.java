package dev.stopover.run;

import dev.stopover.check.EntityReader;
import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.StopoverException;
import dev.stopover.failure.UsageException;
import dev.stopover.history.Epoch;
import dev.stopover.history.FencedException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs a plan up to a phase. When the server goes away, or the lock is lost, it connects again for a while and resumes:
 * one {@link Attempt} after the other.
 */
public final class PlanRunner {
    private final RunEnvironment environment;
    private final StopSignal stop;

    public PlanRunner(
            Database database,
            RunSettings settings,
            RunContext context,
            ProgressReporter reporter,
            StopSignal stop,
            EntityReader entities) {
        this.environment = new RunEnvironment(database, settings, context, reporter, entities);
        this.stop = stop;
    }

    /**
     * Runs the plan's phases up to and including the target.
     *
     * @param target the last phase to run; the plan's last one when empty
     * @throws StopoverException when the target was not reached; its exit code says how that is to be taken
     */
    public RunResult migrate(Plan plan, Optional<String> target) {
        return run(plan, new MigrateWork(environment, plan, phasesUpTo(plan, target)));
    }

    /**
     * Takes back the phases after the target, the last one first.
     *
     * @param target the last phase that stays; none does when empty
     * @param lossAccepted whether to go on where going back loses something
     * @throws StopoverException when not all of them are rolled back; its exit code says how that is to be taken
     */
    public RollbackResult rollback(Plan plan, Optional<String> target, boolean lossAccepted) {
        return run(plan, new RollbackWork(environment, new RollbackScope(plan, target), lossAccepted));
    }

    /**
     * Tells what a person must decide after a failure, and records the answer to the first question if there is one.
     *
     * @throws StopoverException when the answer could not be recorded
     */
    public RepairResult repair(Plan plan, Optional<RepairAnswer> answer) {
        if (answer.isPresent()) {
            return run(plan, new RepairWork(environment, plan, answer.get()));
        }
        try (Connection connection = environment.database().open(plan.name())) {
            return RepairResult.read(connection, plan, Optional.empty(), List.of());
        } catch (SQLException e) {
            throw environment.database().failure(e);
        }
    }

    private <R> R run(Plan plan, RunWork<R> work) {
        Reconnection reconnection =
                new Reconnection(environment.database(), environment.settings().reconnectFor());
        Optional<Epoch> begun = Optional.empty();
        while (true) {
            Attempt<R> attempt = new Attempt<>(environment, stop, plan, work, begun);
            try {
                return attempt.run();
            } catch (LockLostException | FencedException loss) {
                prepareNext(attempt, reconnection, loss, loss.getMessage() + "; taking the lock again");
            } catch (SQLException loss) {
                stop.check();
                String state = SqlState.of(loss);
                if (SqlState.isRefusal(state)) {
                    throw environment.database().failure(loss);
                }
                if (PoolerProbe.isBehind(loss)) {
                    throw PoolerProbe.refusal(plan, loss);
                }
                if (!SqlState.isConnectionLoss(state)) {
                    throw Attempt.unexpected(plan, loss);
                }
                prepareNext(attempt, reconnection, loss, "the server went away (" + state + "); connecting again");
            }
            begun = attempt.epoch();
        }
    }

    private void prepareNext(Attempt<?> lost, Reconnection reconnection, Exception loss, String message) {
        try {
            stop.check();
            Duration pause = reconnection.pauseAfter(
                    loss, lost.reached(), environment.reporter().workDone());
            environment.reporter().event(message);
            stop.pause(pause);
        } catch (StopoverException givenUp) {
            throw lost.ended(givenUp);
        }
    }

    private static List<Phase> phasesUpTo(Plan plan, Optional<String> target) {
        if (target.isEmpty()) {
            return plan.phases();
        }
        for (int i = 0; i < plan.phases().size(); i++) {
            if (plan.phases().get(i).name().equals(target.get())) {
                return plan.phases().subList(0, i + 1);
            }
        }
        throw new UsageException(
                "plan " + plan.name() + " has no phase " + target.get(),
                "Its phases are " + plan.phases().stream().map(Phase::name).collect(Collectors.joining(", ")) + ".");
    }
}

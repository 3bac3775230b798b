package dev.stopover.run;

import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.RolledBackException;
import dev.stopover.failure.StopoverException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.history.Epoch;
import dev.stopover.history.FencedException;
import dev.stopover.history.FingerprintHistory;
import dev.stopover.history.FingerprintHistory.Moment;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What becomes of a phase that failed: it is rolled back, if that is wanted and loses nothing, or left for a person. */
record FailedPhase(RunEnvironment environment, StopSignal stop, Connection connection, Epoch epoch, Plan plan) {
    /**
     * Records the failure and rolls the phase back, if that is wanted and possible.
     *
     * @return what is to be thrown
     * @throws SQLException when the connection is lost; the failure is attached to it
     */
    StopoverException answer(Phase phase, StopoverException failure) throws SQLException {
        StopoverException recorded = record(phase, failure);
        if (environment.settings().onFailure() == OnFailure.STOP
                || failure.exitCode() != ExitCode.NEEDS_ATTENTION
                || isInUse(phase)) {
            return recorded;
        }
        List<RollbackProblem> problems = new RollbackObstacles(environment, stop, connection, plan).of(List.of(phase));
        if (!problems.isEmpty()) {
            return notRolledBack(phase, failure, problems);
        }
        try {
            new PhaseRollback(environment, stop, connection, epoch, plan)
                    .run(phase, String.valueOf(failure.getMessage()), false);
        } catch (StopoverException halfWay) {
            return halfWay(phase, failure, halfWay);
        } catch (SQLException lost) {
            lost.addSuppressed(failure);
            throw lost;
        }
        return new RolledBackException(
                failure.getMessage() + "; the phase was rolled back",
                "The database is as it was before the phase. Mend the cause and run the same command again.",
                failure);
    }

    private static FailedException notRolledBack(
            Phase phase, StopoverException failure, List<RollbackProblem> problems) {
        boolean lossOnly = problems.stream().allMatch(RollbackProblem::isLoss);
        return new FailedException(
                failure.getMessage() + "; the phase was not rolled back"
                        + (lossOnly ? ", since that would lose something: " : ": ")
                        + problems.stream().map(RollbackProblem::message).collect(Collectors.joining("; ")),
                failure.remedy()
                        + (lossOnly
                                ? " Or take phase " + phase.name()
                                        + " back all the same, with stopover rollback --accept-loss and --to the"
                                        + " phase before it."
                                : ""),
                failure);
    }

    /** Why the rollback began is said beside why it did not end, as the next command is about both. */
    private static StopoverException halfWay(Phase phase, StopoverException failure, StopoverException halfWay) {
        String both = halfWay.getMessage() + "; phase " + phase.name() + " was being rolled back because of this: "
                + failure.getMessage();
        StopoverException said;
        if (halfWay instanceof FailedException || halfWay instanceof BlockedException) {
            said = new FailedException(both, halfWay.remedy(), halfWay);
        } else if (isAway(halfWay)) {
            said = new UnreachableException(both, halfWay.remedy(), halfWay);
        } else {
            said = halfWay;
        }
        said.addSuppressed(failure);
        return said;
    }

    /** A lost lock is not told to anybody, but had again. */
    private static boolean isAway(StopoverException halfWay) {
        return halfWay instanceof UnreachableException
                && !(halfWay instanceof LockLostException || halfWay instanceof FencedException);
    }

    /** Records the failure, and returns it. */
    StopoverException record(Phase phase, StopoverException failure) {
        try (StopSignal.Watch spared = stop.spare(connection)) {
            PhaseHistory.enter(connection, epoch, phase.name(), PhaseState.FAILED, failure.getMessage());
            environment.reporter().phase(phase, PhaseState.FAILED);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** A phase on which others were built, or that had been complete and grew, is not taken away without being asked. */
    private boolean isInUse(Phase phase) throws SQLException {
        Map<String, PhaseState> states = PhaseHistory.states(connection, plan.name());
        boolean builtUpon = plan.phases().stream()
                .skip(plan.phases().indexOf(phase) + 1L)
                .map(later -> states.getOrDefault(later.name(), PhaseState.PENDING))
                .anyMatch(state -> state != PhaseState.PENDING && state != PhaseState.ROLLED_BACK);
        return builtUpon
                || FingerprintHistory.find(connection, plan.name(), phase.name(), Moment.AFTER)
                        .isPresent();
    }
}

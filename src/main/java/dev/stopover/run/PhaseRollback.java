package dev.stopover.run;

import dev.stopover.database.Fingerprint;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.FingerprintHistory;
import dev.stopover.history.FingerprintHistory.Moment;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.migration.UndoRunner;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes one phase back: what its transfers moved, then its migrations, and proves by the fingerprint that the catalog is
 * as it was. Each step can be repeated, so that an interrupted rollback goes on where it was.
 */
final class PhaseRollback {
    private static final int SHOWN_DIFFERENCES = 20;

    private final ProgressReporter reporter;
    private final Connection connection;
    private final Epoch epoch;
    private final Plan plan;
    private final UndoReport undone;
    private final UndoRunner migrations;

    PhaseRollback(RunEnvironment environment, StopSignal stop, Connection connection, Epoch epoch, Plan plan) {
        this.reporter = environment.reporter();
        this.connection = connection;
        this.epoch = epoch;
        this.plan = plan;
        this.undone = new UndoReport(reporter);
        this.migrations = new UndoRunner(
                environment.database(), epoch, environment.settings().migration(), stop, undone);
    }

    /** What is in the way of taking the phase back; nothing is changed. */
    List<RollbackProblem> problems(Phase phase) throws SQLException {
        List<RollbackProblem> problems = new ArrayList<>();
        UndoRunner.problems(phase)
                .forEach(problem -> problems.add(RollbackProblem.obstacle(
                        "phase " + phase.name() + ": " + problem, "Correct the undo script and roll back again.")));
        if (before(phase).isEmpty()) {
            problems.add(RollbackProblem.obstacle(
                    "phase " + phase.name()
                            + " has no fingerprint from before it, so that nothing could prove the undo",
                    "Its migrations were applied by something else before its first run; take them back with that."));
        }
        return problems;
    }

    /**
     * Rolls the phase back.
     *
     * @param reason why, for the history
     * @throws FailedException when a step failed, or the catalog is not as it was before the phase; the phase stays as
     *     rolling back, and rolling back again goes on from there
     */
    RollbackResult.PhaseResult run(Phase phase, String reason) throws SQLException {
        long begun = System.nanoTime();
        enter(phase, reason);
        try {
            migrations.run(plan, phase);
            prove(phase);
        } catch (FailedException failure) {
            PhaseHistory.enter(connection, epoch, phase.name(), PhaseState.ROLLING_BACK, failure.getMessage());
            throw failure;
        }
        PhaseHistory.rolledBack(connection, epoch, phase.name(), reason);
        reporter.phase(phase, PhaseState.ROLLED_BACK);
        return new RollbackResult.PhaseResult(
                phase.name(), undone.versions(), Map.of(), Duration.ofNanos(System.nanoTime() - begun));
    }

    private void enter(Phase phase, String reason) throws SQLException {
        PhaseState state = PhaseHistory.states(connection, plan.name()).get(phase.name());
        if (state == PhaseState.RUNNING) {
            PhaseHistory.enter(connection, epoch, phase.name(), PhaseState.FAILED, "its run was interrupted");
        }
        PhaseHistory.enter(connection, epoch, phase.name(), PhaseState.ROLLING_BACK, reason);
        reporter.phase(phase, PhaseState.ROLLING_BACK);
    }

    private Optional<Fingerprint> before(Phase phase) throws SQLException {
        return FingerprintHistory.find(connection, plan.name(), phase.name(), Moment.BEFORE);
    }

    private void prove(Phase phase) throws SQLException {
        Fingerprint before = before(phase).orElseThrow();
        Fingerprint now = Fingerprint.read(connection);
        if (!now.isComparableWith(before)) {
            throw new FailedException(
                    "phase " + phase.name() + " was undone, but its fingerprint was taken on PostgreSQL "
                            + before.serverMajor() + " and the server is PostgreSQL " + now.serverMajor()
                            + " now, so that they cannot be compared",
                    "Look the schema over; if it is right: stopover repair --assume reverted.");
        }
        List<String> differences = before.differencesTo(now);
        if (!differences.isEmpty()) {
            throw new FailedException(
                    "phase " + phase.name() + " was undone, but the catalog differs from before it in "
                            + differences.size() + " lines:\n"
                            + differences.stream().limit(SHOWN_DIFFERENCES).collect(Collectors.joining("\n"))
                            + (differences.size() > SHOWN_DIFFERENCES ? "\n…" : ""),
                    "Lines with - are missing and lines with + are too much. Mend the schema and roll back again, or"
                            + " accept it as it is: stopover repair --assume reverted.");
        }
    }
}

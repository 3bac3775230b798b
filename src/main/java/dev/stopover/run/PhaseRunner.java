package dev.stopover.run;

import dev.stopover.database.Database;
import dev.stopover.database.Fingerprint;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.encryption.EncryptionRunner;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.ExitCode;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.StopoverException;
import dev.stopover.gate.PhaseWatch;
import dev.stopover.history.Epoch;
import dev.stopover.history.EstimateHistory;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PhaseState;
import dev.stopover.history.Transaction;
import dev.stopover.migration.MigrationStatus;
import dev.stopover.plan.Encryption;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Transfer;
import dev.stopover.throttle.HeldTime;
import dev.stopover.transfer.TransferRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Takes one phase through its states: its gates, its steps, and what becomes of it when one of them fails. */
final class PhaseRunner {
    private final RunEnvironment environment;
    private final Database database;
    private final ProgressReporter reporter;
    private final StopSignal stop;
    private final Connection connection;
    private final Epoch epoch;
    private final Plan plan;
    private final RunTally tally;
    private final FailedPhase failed;

    PhaseRunner(
            RunEnvironment environment,
            StopSignal stop,
            Connection connection,
            Epoch epoch,
            Plan plan,
            RunTally tally) {
        this.environment = environment;
        this.database = environment.database();
        this.reporter = environment.reporter();
        this.stop = stop;
        this.connection = connection;
        this.epoch = epoch;
        this.plan = plan;
        this.tally = tally;
        this.failed = new FailedPhase(environment, stop, connection, epoch, plan);
    }

    /**
     * Whether the phase is not completed, or has grown scripts or transfers since it was.
     *
     * @throws BlockedException when one of its transfers has begun with another definition
     */
    boolean hasWork(Phase phase) throws SQLException {
        return PhaseHistory.states(connection, plan.name()).get(phase.name()) != PhaseState.COMPLETED
                || !MigrationStatus.read(connection, plan).pending(phase).isEmpty()
                || !allCopied(phase);
    }

    /**
     * Runs the phase.
     *
     * @throws FailedException when a script, a transfer or a check failed; the phase is recorded as failed
     * @throws SQLException when the connection is lost; the phase stays as running and can be resumed
     */
    void run(Phase phase) throws SQLException {
        new PhaseReadiness(environment, stop, connection, plan).require(phase);
        long begun =
                System.nanoTime() - tally.phase(phase.name()).held().soFar().toNanos();
        boolean anew = begin(phase);
        answering(phase, () -> {
            work(phase);
            complete(phase, anew, begun);
        });
    }

    /** Something of a phase. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /** Does something of a phase that has begun; when that fails, the phase has failed, and this deals with it. */
    void answering(Phase phase, Work something) throws SQLException {
        try {
            something.run();
        } catch (SQLException failure) {
            stop.check();
            if (SqlState.isConnectionLoss(SqlState.of(failure))) {
                throw failure;
            }
            throw failed.answer(
                    phase,
                    new FailedException(
                            "phase " + phase.name() + " failed: " + failure.getMessage() + " (SQLSTATE "
                                    + SqlState.of(failure) + ")",
                            "What was done is recorded: mend the cause and run the same command again to resume.",
                            failure));
        } catch (StopoverException failure) {
            throw isResumable(failure) ? failure : failed.answer(phase, failure);
        } catch (RuntimeException failure) {
            throw failed.record(
                    phase,
                    new FailedException(
                            "phase " + phase.name() + " failed: unexpected " + failure,
                            "Run the command again with --verbose and report what it prints.",
                            failure));
        }
    }

    /** Under watch: a statement that a tripwire has cancelled is reported as what touched it. */
    void work(Phase phase) throws SQLException {
        HeldTime held = tally.phase(phase.name()).held();
        try (PhaseWatch watch = PhaseWatch.start(
                database.beside(), connection, epoch, plan, phase, stop, held::soFar, new TripReport(reporter))) {
            try (StopSignal.Watch cancelled = watch.stop().watch(connection)) {
                steps(watch.stop()).run(phase);
                watch.end();
            } catch (SQLException failure) {
                watch.stop().check();
                throw failure;
            }
        }
    }

    void backUp(Phase phase) throws SQLException {
        steps(stop).backUp(phase);
    }

    /** Sets right what triggers could not see. */
    void reconcile(Phase phase) throws SQLException {
        steps(stop).reconcile(phase);
    }

    /** Ends a phase whose work is done. */
    void complete(Phase phase, boolean anew, long begun) throws SQLException {
        record(phase, anew, begun);
        reporter.done();
        reporter.phase(phase, PhaseState.COMPLETED);
    }

    /**
     * The same without a word.
     *
     * @param anew whether all of it was done since
     * @param begun when it began, as {@link System#nanoTime}
     */
    void record(Phase phase, boolean anew, long begun) throws SQLException {
        PhaseHistory.complete(connection, epoch, phase.name(), plan.hash(), fingerprint());
        if (anew) {
            Duration held = tally.phase(phase.name()).held().soFar();
            learn(phase, Duration.ofNanos(System.nanoTime() - begun).minus(held));
        }
    }

    private Fingerprint fingerprint() throws SQLException {
        return database.isOneTransaction() ? Fingerprint.readWithin(connection) : Fingerprint.read(connection);
    }

    private PhaseSteps steps(StopSignal until) {
        return new PhaseSteps(environment, until, connection, epoch, plan, tally);
    }

    /**
     * Makes sure that a phase without work is complete under this plan, too.
     *
     * @throws FailedException when a check that it did not have when it completed does not hold; it stays completed
     */
    void confirm(Phase phase) throws SQLException {
        if (!PhaseHistory.isConfirmed(connection, phase.name(), plan)) {
            steps(stop).checks().proveNew(phase);
            PhaseHistory.confirm(connection, epoch, phase.name(), plan.hash());
        }
    }

    private boolean allCopied(Phase phase) throws SQLException {
        for (Transfer transfer : phase.transfers()) {
            if (!TransferRunner.isDone(connection, plan, transfer)) {
                return false;
            }
        }
        for (Encryption encryption : phase.encryptions()) {
            if (!EncryptionRunner.isDone(connection, plan, encryption)) {
                return false;
            }
        }
        return true;
    }

    /**
     * What the catalog looks like is recorded when a phase begins anew, and not when it is resumed. There is nothing to
     * compare with later where something else has applied its migrations before.
     *
     * @return whether it begins anew
     */
    boolean begin(Phase phase) throws SQLException {
        PhaseState state = PhaseHistory.states(connection, plan.name()).get(phase.name());
        MigrationStatus status = MigrationStatus.read(connection, plan);
        boolean anew = state == PhaseState.PENDING || state == PhaseState.ROLLED_BACK;
        if (anew && phase.migrations().stream().noneMatch(status::isApplied)) {
            PhaseHistory.begin(connection, epoch, phase.name(), fingerprint());
        } else {
            PhaseHistory.enter(connection, epoch, phase.name(), PhaseState.RUNNING, null);
        }
        reporter.phase(phase, PhaseState.RUNNING);
        return anew;
    }

    /** How long it took from its start to its end tells the next run when it takes too long. */
    private void learn(Phase phase, Duration took) throws SQLException {
        Transaction.run(
                connection,
                epoch,
                () -> EstimateHistory.learn(connection, plan.name(), phase.name(), EstimateHistory.Source.RUN, took));
    }

    /** Another runner took over, the server went away or a signal came: nothing is wrong with the phase itself. */
    private static boolean isResumable(StopoverException failure) {
        return failure.exitCode().jobAction() == ExitCode.JobAction.RETRY;
    }
}

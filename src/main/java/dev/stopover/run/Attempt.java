package dev.stopover.run;

import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.StopoverException;
import dev.stopover.failure.StoppedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.FencedException;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.PlanPhases;
import dev.stopover.history.RunHistory;
import dev.stopover.migration.HistorySchema;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * One go at the work of a run over one set of connections, under one lock and one epoch.
 *
 * @param <R> what the work tells in the end
 */
final class Attempt<R> {
    private static final Logger LOG = Logger.getLogger(Attempt.class);

    private final RunEnvironment environment;
    private final Database database;
    private final ProgressReporter reporter;
    private final StopSignal stop;
    private final Plan plan;
    private final RunWork<R> work;
    private boolean reached;
    private Optional<Epoch> epoch;

    /** @param earlier the run that the attempt before this one had begun */
    Attempt(RunEnvironment environment, StopSignal stop, Plan plan, RunWork<R> work, Optional<Epoch> earlier) {
        this.environment = environment;
        this.database = environment.database();
        this.reporter = environment.reporter();
        this.stop = stop;
        this.plan = plan;
        this.work = work;
        this.epoch = earlier;
    }

    /** Whether the database was reached. */
    boolean reached() {
        return reached;
    }

    /** The last run that was begun, by this attempt or an earlier one. */
    Optional<Epoch> epoch() {
        return epoch;
    }

    /**
     * Does what is left of the work.
     *
     * @throws SQLException when a connection is lost; another attempt may resume
     * @throws LockLostException when the connection that has the lock is; the same
     * @throws FencedException when the lock was lost and another runner took over; the same
     */
    R run() throws SQLException {
        reporter.state("starting");
        try (StopSignal here = stop.part();
                Connection connection = database.open(plan.name());
                StopSignal.Watch watch = here.watch(connection)) {
            reached = true;
            if (work.isDone(connection)) {
                R result = nothingLeft(connection);
                RunLock.settleDead(connection, plan.name());
                return result;
            }
            preflight(connection);
            stayThroughLongWork(connection);
            return withLock(connection, here);
        }
    }

    private R withLock(Connection connection, StopSignal here) throws SQLException {
        RunSettings settings = environment.settings();
        try (RunLock lock = RunLock.acquire(database, plan.name(), settings.lockWait(), here, reporter::waiting)) {
            if (work.isDone(connection)) {
                R result = nothingLeft(connection);
                if (PhaseHistory.exists(connection)) {
                    RunHistory.markLost(connection, plan.name());
                }
                return result;
            }
            HistorySchema.migrate(database, connection, here, settings.lockWait());
            Epoch begun = new Takeover(connection, here, settings.lockWait(), reporter)
                    .begin(plan, work.target(), environment.context())
                    .guardedBy(lock::check);
            epoch = Optional.of(begun);
            reporter.began(begun.run());
            return underEpoch(connection, here, begun);
        }
    }

    /** What an attempt before this one may have done to the last bit, before it could say so. */
    private R nothingLeft(Connection connection) throws SQLException {
        R result = work.result(connection, epoch.map(Epoch::run));
        if (epoch.isPresent()) {
            RunHistory.finish(connection, epoch.get(), "completed", 0, null);
        }
        return result;
    }

    private R underEpoch(Connection connection, StopSignal here, Epoch begun) throws SQLException {
        try {
            RestoredDatabase.tell(connection, begun, reporter);
            PlanPhases.align(connection, begun, plan);
            work.run(connection, here, begun);
            R result = work.result(connection, Optional.of(begun.run()));
            RunHistory.finish(connection, begun, "completed", 0, null);
            return result;
        } catch (LockLostException | FencedException lost) {
            throw stop.reason().isPresent() ? ended(stopped()) : lost;
        } catch (StopoverException failure) {
            throw ended(failure);
        } catch (SQLException failure) {
            if (stop.reason().isPresent()) {
                throw ended(stopped());
            }
            here.check();
            if (SqlState.isConnectionLoss(SqlState.of(failure))) {
                throw failure;
            }
            throw ended(unexpected(plan, failure));
        } catch (RuntimeException failure) {
            throw ended(new FailedException(
                    "plan " + plan.name() + ": unexpected " + failure,
                    "Run the command again with --verbose and report what it prints.",
                    failure));
        }
    }

    private void preflight(Connection connection) throws SQLException {
        List<Finding> findings = new Preflight(database, environment.settings())
                .examine(connection, plan, new BackupProbe(work.ahead(connection), environment.settings(), stop));
        findings.forEach(finding -> reporter.event("preflight: " + finding));
        List<Finding> blocking = findings.stream().filter(Finding::blocking).toList();
        if (!blocking.isEmpty()) {
            throw new BlockedException(
                    "the preflight refuses plan " + plan.name() + ": "
                            + blocking.stream()
                                    .map(finding -> finding.topic() + ": " + finding.message())
                                    .collect(Collectors.joining("; ")),
                    blocking.stream().map(Finding::remedy).collect(Collectors.joining(" ")));
        }
    }

    /** This connection is idle while others work; a limit of the role must not end it meanwhile. */
    private static void stayThroughLongWork(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set idle_session_timeout = 0");
        }
    }

    private StoppedException stopped() {
        return new StoppedException(stop.reason().orElseThrow());
    }

    /**
     * Records the end of the run if there is one, and returns the failure to be thrown. The connection at hand may be
     * the very thing that failed, so this is written on a new one.
     */
    StopoverException ended(StopoverException failure) {
        if (epoch.isPresent()) {
            Epoch begun = epoch.get();
            String state = stop.reason().isPresent() ? "stopped" : "failed";
            reporter.state(state);
            try (Connection fresh = database.open(plan.name())) {
                RunHistory.finish(fresh, begun, state, failure.exitCode().code(), failure.getMessage());
            } catch (SQLException e) {
                failure.addSuppressed(e);
                LOG.warnf("the end of run %d could not be recorded: %s", begun.run(), e.getMessage());
            }
        }
        return failure;
    }

    static FailedException unexpected(Plan plan, SQLException e) {
        return new FailedException(
                "plan " + plan.name() + ": " + e.getMessage() + " (SQLSTATE " + SqlState.of(e) + ")",
                "Nothing is lost; see stopover status for where the run stopped.",
                e);
    }
}

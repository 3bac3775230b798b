package dev.stopover.migration;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.StatementJournal;
import dev.stopover.history.Transaction;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.plan.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Applies the scripts of a phase. Those that can run in a transaction are Flyway's; the statements of the others run
 * one by one and are journalled, and Flyway writes their row.
 */
public final class MigrationRunner {
    private static final String NOTHING_KEPT =
            "Nothing of the script was kept. Correct it and run the same command again.";

    private final Database database;
    private final Epoch epoch;
    private final MigrationSettings settings;
    private final StopSignal stop;
    private final MigrationListener listener;

    public MigrationRunner(
            Database database, Epoch epoch, MigrationSettings settings, StopSignal stop, MigrationListener listener) {
        this.database = database;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
    }

    /** Applies all that is pending of the phase, as {@link #run(Plan, Phase, List)} does. */
    public void run(Plan plan, Phase phase) throws SQLException {
        run(plan, phase, phase.migrations());
    }

    /**
     * Applies what is pending of these scripts of the phase; does nothing when nothing is.
     *
     * @throws dev.stopover.plan.InvalidPlanException when plan and history do not fit together
     * @throws BlockedException when the database is not the one the plan begins with
     * @throws FailedException when a statement failed or did not get its locks in time
     * @throws dev.stopover.failure.StoppedException when the run was asked to stop
     */
    public void run(Plan plan, Phase phase, List<Script> scripts) throws SQLException {
        String purpose = plan.name() + " " + phase.name();
        MigrationStatus status = status(plan, purpose);
        List<Script> pending =
                status.pending(phase).stream().filter(scripts::contains).toList();
        if (pending.isEmpty()) {
            return;
        }
        refuseGaps(status, phase, pending);
        List<Stretch> stretches = Stretch.of(pending);
        FlywayRuns flyway = new FlywayRuns(database, purpose, plan, epoch, stop);
        if (!status.hasHistory()) {
            flyway.createHistory();
        }
        try (BlockerWatch watch = new BlockerWatch(database.beside(), purpose)) {
            LockRetry retry = new LockRetry(settings, stop, listener, watch);
            for (Stretch stretch : stretches) {
                if (stretch instanceof Stretch.Transactional transactional) {
                    execute(transactional, plan, flyway, retry, watch);
                } else {
                    execute((Stretch.Journalled) stretch, purpose, flyway, retry, watch);
                }
            }
        }
    }

    private MigrationStatus status(Plan plan, String purpose) throws SQLException {
        try (Connection connection = database.open(purpose);
                var watch = stop.watch(connection)) {
            MigrationStatus status = MigrationStatus.read(connection, plan);
            if (!status.hasHistory()) {
                ExistingSchema.check(connection, plan);
            }
            status.check();
            forgetJournal(connection, status.applied());
            return status;
        }
    }

    /** Also what a runner left that died after Flyway had written the script's row. */
    private void forgetJournal(Connection connection, Set<Version> applied) throws SQLException {
        Transaction.run(connection, epoch, () -> {
            new StatementJournal(epoch, StatementJournal.Direction.FORWARD).forget(connection, applied);
            return applied;
        });
    }

    private static void refuseGaps(MigrationStatus status, Phase phase, List<Script> pending) {
        Script first = status.pending().get(0);
        if (!first.equals(pending.get(0))) {
            throw new FailedException(
                    first.file() + " belongs before phase " + phase.name() + " and is not applied",
                    "Its phase is completed without it: see stopover status, and flyway_schema_history for whether its row was removed.");
        }
    }

    private void execute(
            Stretch.Transactional stretch, Plan plan, FlywayRuns flyway, LockRetry retry, BlockerWatch watch)
            throws SQLException {
        retry.run(
                NOTHING_KEPT,
                () -> flyway.execute(
                        stretch.scripts(),
                        searchPath ->
                                new ScriptCallback(plan, epoch, settings, retry, watch, stop, listener, searchPath)));
    }

    private void execute(
            Stretch.Journalled stretch, String purpose, FlywayRuns flyway, LockRetry retry, BlockerWatch watch)
            throws SQLException {
        long startedAt = System.nanoTime();
        listener.scriptStarted(stretch.script());
        try (Connection connection = database.open(purpose);
                var cancellable = stop.watch(connection)) {
            SearchPath.begin(connection);
            new JournalledScript(
                            database.isOneTransaction() ? stretch.blocking() : stretch,
                            connection,
                            epoch,
                            StatementJournal.Direction.FORWARD,
                            settings,
                            stop,
                            listener,
                            retry,
                            watch)
                    .run();
        }
        flyway.record(stretch.script());
        try (Connection connection = database.open(purpose)) {
            forgetJournal(connection, Set.of(stretch.script().version()));
        }
        listener.scriptApplied(stretch.script(), Duration.ofNanos(System.nanoTime() - startedAt));
    }
}

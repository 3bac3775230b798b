package dev.stopover.migration;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.StatementJournal;
import dev.stopover.history.StatementJournal.Direction;
import dev.stopover.history.Transaction;
import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.sql.SqlScript;
import dev.stopover.sql.SqlStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Takes the migrations of a phase back by their undo scripts, the last one first. Flyway's history is only appended to: an
 * undone version gets the row that {@code flyway repair} writes for a deleted migration, in the transaction of the undo.
 */
public final class UndoRunner {
    private static final String NOTHING_KEPT = "Nothing of the undo script was kept. Correct it and roll back again.";

    private final Database database;
    private final Epoch epoch;
    private final MigrationSettings settings;
    private final StopSignal stop;
    private final MigrationListener listener;

    public UndoRunner(
            Database database, Epoch epoch, MigrationSettings settings, StopSignal stop, MigrationListener listener) {
        this.database = database;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
    }

    /** Why the phase's migrations cannot be undone, found without changing anything; empty when nothing is in the way. */
    public static List<String> problems(Phase phase) {
        List<String> problems = new ArrayList<>();
        for (Script script : phase.migrations()) {
            Optional<Script> undo = undoOf(script);
            if (undo.isEmpty()) {
                problems.add(script.file() + " has no undo script");
                continue;
            }
            try {
                Stretch.of(List.of(undo.get()));
            } catch (InvalidPlanException e) {
                e.problems().forEach(problem -> problems.add(problem.toString()));
            }
        }
        return List.copyOf(problems);
    }

    /** What is to be done between two undo scripts. */
    @FunctionalInterface
    public interface Interlude {
        void run() throws SQLException;
    }

    /**
     * Undoes what is applied of the phase, wholly or in part; does nothing when nothing is.
     *
     * @param between done before the first script and after each: what an undo script created again may need its rows
     *     before the next one refers to them, also when an earlier run ended just there
     * @throws FailedException when a statement failed or did not get its locks in time
     * @throws dev.stopover.failure.StoppedException when the run was asked to stop
     */
    public void run(Plan plan, Phase phase, Interlude between) throws SQLException {
        between.run();
        String purpose = plan.name() + " " + phase.name();
        List<Script> lastFirst = new ArrayList<>(phase.migrations());
        Collections.reverse(lastFirst);
        try (Connection connection = database.open(purpose);
                var cancellable = stop.watch(connection);
                BlockerWatch watch = new BlockerWatch(database, purpose)) {
            LockRetry retry = new LockRetry(settings, stop, listener, watch);
            MigrationStatus status = MigrationStatus.read(connection, plan);
            for (Script script : lastFirst) {
                boolean recorded = status.isApplied(script);
                if (recorded || hasBegun(connection, script)) {
                    undo(script, recorded, purpose, retry, watch);
                    between.run();
                }
            }
        }
    }

    private void undo(Script script, boolean recorded, String purpose, LockRetry retry, BlockerWatch watch)
            throws SQLException {
        Script undo = undoOf(script)
                .orElseThrow(() -> new FailedException(
                        script.file() + " has no undo script", "Write one beside it and roll back again."));
        stop.check();
        long startedAt = System.nanoTime();
        listener.scriptStarted(undo);
        // A session of its own for each script, because what one sets must not be there for the next.
        try (Connection connection = database.open(purpose);
                var cancellable = stop.watch(connection)) {
            String searchPath = SearchPath.begin(connection);
            if (Stretch.of(List.of(undo)).get(0) instanceof Stretch.Journalled journalled) {
                new JournalledScript(
                                journalled, connection, epoch, Direction.UNDO, settings, stop, listener, retry, watch)
                        .run();
                Transaction.run(connection, epoch, () -> markUndone(connection, script, recorded));
            } else {
                retry.run(
                        NOTHING_KEPT,
                        () -> Transaction.run(connection, epoch, () -> {
                            StatementLimits.inTransaction(
                                    connection, retry.lockTimeout(undo), settings.statementTimeout(), searchPath);
                            settings.witness().scriptBegins(undo, connection);
                            settings.witness().transactionBegins(undo, connection);
                            execute(undo, new StatementExecution(connection, watch));
                            settings.witness().transactionEnds(undo, connection);
                            settings.witness().scriptEnds(undo, connection);
                            return markUndone(connection, script, recorded);
                        }));
            }
        }
        listener.scriptApplied(undo, Duration.ofNanos(System.nanoTime() - startedAt));
    }

    private static void execute(Script undo, StatementExecution execution) throws SQLException, ScriptException {
        for (SqlStatement statement : SqlScript.parse(undo.file(), undo.sql()).statements()) {
            execution.execute(undo, statement);
        }
    }

    /** The undo of a migration as a script of its own, under the same version. */
    static Optional<Script> undoOf(Script script) {
        return script.undo()
                .map(undo ->
                        new Script(script.version(), script.description(), undo.file(), undo.sql(), Optional.empty()));
    }

    /** A script that cannot run in a transaction may have been left half way, before Flyway knew of it. */
    private boolean hasBegun(Connection connection, Script script) throws SQLException {
        for (Direction direction : Direction.values()) {
            if (!new StatementJournal(epoch, direction)
                    .read(connection, script.version())
                    .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private int markUndone(Connection connection, Script script, boolean recorded) throws SQLException {
        StatementJournal.forget(connection, epoch, script.version());
        if (!recorded) {
            return 0;
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into flyway_schema_history
                  (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                select (select max(installed_rank) + 1 from flyway_schema_history),
                       version, description, 'DELETE', script, checksum, current_user, 0, success
                from flyway_schema_history
                where version = ?
                  and type = 'SQL'
                order by installed_rank desc
                limit 1
                """)) {
            statement.setString(1, script.version().toString());
            int rows = statement.executeUpdate();
            if (rows != 1) {
                throw new FailedException(
                        "version " + script.version() + " (" + script.file()
                                + ") was not applied from an SQL script, by flyway_schema_history",
                        "Only what this plan applied can be undone by it.");
            }
            return rows;
        }
    }
}

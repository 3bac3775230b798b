package dev.stopover.migration;

import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.StatementJournal;
import dev.stopover.history.Transaction;
import dev.stopover.plan.Script;
import dev.stopover.sql.ConcurrentWork;
import dev.stopover.sql.ConcurrentWork.CreateIndex;
import dev.stopover.sql.ConcurrentWork.DetachPartition;
import dev.stopover.sql.ConcurrentWork.DropIndex;
import dev.stopover.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Runs a statement that the server refuses in a transaction: 'started' is journalled before it and 'done' after it, and
 * what an earlier run left between the two is decided from the catalog.
 */
final class LoneStatement {
    private static final Duration CLEARING = Duration.ofSeconds(30);
    private static final Duration CLEARING_WHEN_STOPPED = Duration.ofSeconds(1);

    /** Statements that may simply be repeated. */
    private static final Set<String> REPEATABLE = Set.of("vacuum", "reindex", "cluster", "discard");

    private final Script script;
    private final Connection connection;
    private final Epoch epoch;
    private final StatementJournal journal;
    private final MigrationSettings settings;
    private final StopSignal stop;
    private final LockRetry retry;
    private final BlockerWatch watch;
    private final ConcurrentCatalog catalog;

    LoneStatement(
            Script script,
            Connection connection,
            Epoch epoch,
            StatementJournal journal,
            MigrationSettings settings,
            StopSignal stop,
            LockRetry retry,
            BlockerWatch watch) {
        this.script = script;
        this.connection = connection;
        this.epoch = epoch;
        this.journal = journal;
        this.settings = settings;
        this.stop = stop;
        this.retry = retry;
        this.watch = watch;
        this.catalog = new ConcurrentCatalog(connection);
    }

    /** @param interrupted whether an earlier run began the statement and did not say that it was done */
    void run(int position, SqlStatement statement, boolean interrupted) throws SQLException {
        if (interrupted && settle(statement)) {
            writeAnyway(() -> journal.done(connection, script.version(), position, statement.text()));
            return;
        }
        refuseForeignIndex(statement);
        retry.run(
                "What the script did before is kept and journalled; the statement itself left nothing unless said. Correct"
                        + " what is wrong and run the same command again: it goes on from there.",
                () -> attempt(position, statement));
        proveIndex(statement);
        writeAnyway(() -> journal.done(connection, script.version(), position, statement.text()));
    }

    private void attempt(int position, SqlStatement statement) throws SQLException, ScriptException {
        boolean concurrently = statement.concurrent().isPresent() || mentionsConcurrently(statement);
        StatementLimits.inSession(
                connection,
                concurrently ? Duration.ZERO : retry.lockTimeout(script),
                concurrently ? settings.concurrentTimeout() : settings.statementTimeout());
        write(epoch, () -> journal.started(connection, script.version(), position, statement.text()));
        watch.begin(connection.unwrap(PGConnection.class).getBackendPID());
        try (Statement sql = connection.createStatement()) {
            sql.setEscapeProcessing(false);
            sql.execute(statement.text());
        } catch (SQLException e) {
            watch.end();
            ScriptException failure = ScriptException.of(script, statement.line(), statement.text(), e);
            if (clearAfter(failure, statement)) {
                writeAnyway(() -> journal.withdrawn(connection, script.version(), position));
            }
            if (SqlState.of(e).equals(SqlState.QUERY_CANCELED) && stop.reason().isEmpty()) {
                throw failure.failure("It took longer than allowed. Seen in its way: " + watch.inTheWay()
                        + ". Run the same command again when the way is free.");
            }
            throw failure;
        }
        watch.end();
    }

    /** Whether nothing is left of a statement that failed; what could not be cleared is told with the failure. */
    private boolean clearAfter(ScriptException failure, SqlStatement statement) {
        if (statement.concurrent().isEmpty()) {
            return true;
        }
        ConcurrentWork work = statement.concurrent().get();
        try (StopSignal.Watch spared = stop.spare(connection)) {
            if (catalog.evidence(work) != Evidence.HALF_DONE) {
                return true;
            }
            if (work instanceof DropIndex || work instanceof DetachPartition) {
                return false;
            }
            limitClearing();
            catalog.clear(work);
            return true;
        } catch (SQLException e) {
            failure.addSuppressed(new SQLException(
                    script.file() + ":" + statement.line()
                            + ": the statement left an invalid index, which the next run will drop; it could not be dropped now: "
                            + e.getMessage(),
                    e.getSQLState(),
                    e));
            return false;
        }
    }

    /** Whether the interrupted statement turns out to be done; if not it can be repeated. */
    private boolean settle(SqlStatement statement) throws SQLException {
        if (statement.concurrent().isEmpty()) {
            if (decidesItself(statement)) {
                return false;
            }
            throw undecided(statement);
        }
        ConcurrentWork work = statement.concurrent().get();
        Evidence evidence = catalog.evidence(work);
        if (evidence == Evidence.HALF_DONE) {
            StatementLimits.inSession(connection, Duration.ZERO, settings.concurrentTimeout());
            catalog.clear(work);
            evidence = catalog.evidence(work);
        }
        return evidence == Evidence.DONE;
    }

    /** Whether a statement that was interrupted can be repeated, or decided from the catalog, without asking anybody. */
    static boolean decidesItself(SqlStatement statement) {
        return statement.concurrent().isPresent()
                || REPEATABLE.contains(firstWord(statement))
                || isAlterSystem(statement);
    }

    private FailedException undecided(SqlStatement statement) {
        return new FailedException(
                script.file() + ":" + statement.line()
                        + ": an earlier run was interrupted in this statement, and the catalog cannot tell whether it took effect: "
                        + statement.text(),
                "Look whether it did. If so: stopover repair --assume applied; if not: stopover repair --assume reverted."
                        + " Then run the same command again.");
    }

    /** An invalid index of that name that this plan did not leave must not be dropped when the statement fails. */
    private void refuseForeignIndex(SqlStatement statement) throws SQLException {
        Optional<ConcurrentWork> create = createIndex(statement);
        if (create.isPresent() && catalog.evidence(create.get()) == Evidence.HALF_DONE) {
            throw new FailedException(
                    script.file() + ":" + statement.line() + ": there is an invalid index of that name already",
                    "Nothing of this plan left it. Drop it with drop index concurrently, and run the same command again.");
        }
    }

    private void proveIndex(SqlStatement statement) throws SQLException {
        Optional<ConcurrentWork> create = createIndex(statement);
        if (create.isPresent() && catalog.evidence(create.get()) != Evidence.DONE) {
            throw new FailedException(
                    script.file() + ":" + statement.line()
                            + ": the server reported success, but there is no valid index of that name on the table",
                    "With if not exists, look for a relation of that name in the same schema.");
        }
    }

    private static Optional<ConcurrentWork> createIndex(SqlStatement statement) {
        return statement.concurrent().filter(CreateIndex.class::isInstance);
    }

    private void limitClearing() throws SQLException {
        StatementLimits.inSession(
                connection, Duration.ZERO, stop.reason().isPresent() ? CLEARING_WHEN_STOPPED : CLEARING);
    }

    private static boolean mentionsConcurrently(SqlStatement statement) {
        return statement.text().toLowerCase(Locale.ROOT).matches("(?s).*\\bconcurrently\\b.*");
    }

    private static boolean isAlterSystem(SqlStatement statement) {
        return statement.text().toLowerCase(Locale.ROOT).matches("(?s)alter\\s+system\\b.*");
    }

    private static String firstWord(SqlStatement statement) {
        return statement.text().toLowerCase(Locale.ROOT).split("[^a-z]", 2)[0];
    }

    /** What has happened is recorded though the run should stop, unless another runner took over. */
    private void writeAnyway(JournalEntry entry) throws SQLException {
        write(epoch.unguarded(), entry);
    }

    /** A cancelled entry would leave a statement behind of which nobody knows whether it was done. */
    private void write(Epoch right, JournalEntry entry) throws SQLException {
        try (StopSignal.Watch spared = stop.spare(connection)) {
            Transaction.run(connection, right, () -> {
                entry.write();
                return entry;
            });
        }
    }

    /** One entry in the journal. */
    @FunctionalInterface
    private interface JournalEntry {
        void write() throws SQLException;
    }
}

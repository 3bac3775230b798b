package dev.stopover.migration;

import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.StatementJournal;
import dev.stopover.history.StatementJournal.Entry;
import dev.stopover.history.StatementJournal.State;
import dev.stopover.history.Transaction;
import dev.stopover.plan.Script;
import dev.stopover.sql.SqlStatement;
import dev.stopover.sql.StatementKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the statements of one script one by one on one connection, with a journal of what was done, so that a run that is
 * interrupted goes on where it was.
 */
final class JournalledScript {
    private static final String RESUMES_HERE =
            "What the script did before is kept and journalled. Correct the statement"
                    + " and run the same command again: it goes on from there.";

    private final Script script;
    private final List<SqlStatement> statements;
    private final Connection connection;
    private final Epoch epoch;
    private final StatementJournal journal;
    private final MigrationSettings settings;
    private final StopSignal stop;
    private final MigrationListener listener;
    private final LockRetry retry;
    private final StatementExecution execution;
    private final LoneStatement lone;

    JournalledScript(
            Stretch.Journalled stretch,
            Connection connection,
            Epoch epoch,
            StatementJournal.Direction direction,
            MigrationSettings settings,
            StopSignal stop,
            MigrationListener listener,
            LockRetry retry,
            BlockerWatch watch) {
        this.script = stretch.script();
        this.statements = stretch.statements();
        this.connection = connection;
        this.epoch = epoch;
        this.journal = new StatementJournal(epoch, direction);
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
        this.retry = retry;
        this.execution = new StatementExecution(connection, watch);
        this.lone = new LoneStatement(script, connection, epoch, journal, settings, stop, retry, watch);
    }

    void run() throws SQLException {
        Map<Integer, Entry> entries = journal.read(connection, script.version());
        refuseChanges(entries);
        if (entries.values().stream().anyMatch(entry -> entry.state() == State.STARTED)) {
            StatementFence.awaitFree(connection, epoch.plan(), stop, settings.lockRetryFor());
        }
        StatementFence.hold(connection, epoch.plan(), stop);
        settings.witness().scriptBegins(script, connection);
        for (int position = 1; position <= statements.size(); position++) {
            run(position, Optional.ofNullable(entries.get(position)));
        }
        settings.witness().scriptEnds(script, connection);
    }

    private void refuseChanges(Map<Integer, Entry> entries) {
        entries.forEach((position, entry) -> {
            if (position > statements.size()
                    || !entry.isFor(statements.get(position - 1).text())) {
                throw new FailedException(
                        script.file() + ": statement " + position + " was changed after it had begun",
                        "Put the script back to what it was, and make the change in a new script. stopover.statement says what is done.");
            }
        });
    }

    private void run(int position, Optional<Entry> entry) throws SQLException {
        SqlStatement statement = statements.get(position - 1);
        if (entry.filter(begun -> begun.state() == State.DONE).isPresent()) {
            if (setsSession(statement)) {
                retry.run(RESUMES_HERE, () -> execution.execute(script, statement));
            }
            return;
        }
        stop.check();
        long startedAt = System.nanoTime();
        listener.statementStarted(script, statement.line(), statement.text());
        if (statement.kind() == StatementKind.TRANSACTIONAL) {
            retry.run(RESUMES_HERE, () -> inTransaction(position, statement));
        } else {
            lone.run(position, statement, entry.isPresent());
            settings.witness().ranAlone(script, statement, Duration.ofNanos(System.nanoTime() - startedAt));
        }
        listener.statementDone(script, statement.line(), Duration.ofNanos(System.nanoTime() - startedAt));
    }

    /** A setting lasts as long as the session, so that a resumed script needs it again. */
    private static boolean setsSession(SqlStatement statement) {
        String text = statement.text().toLowerCase(Locale.ROOT);
        return text.startsWith("set ") || text.startsWith("reset ");
    }

    private void inTransaction(int position, SqlStatement statement) throws SQLException, ScriptException {
        Transaction.run(connection, epoch, () -> {
            StatementLimits.inTransaction(connection, retry.lockTimeout(script), settings.statementTimeout());
            settings.witness().transactionBegins(script, connection);
            execution.execute(script, statement);
            settings.witness().transactionEnds(script, connection);
            journal.done(connection, script.version(), position, statement.text());
            return position;
        });
    }
}

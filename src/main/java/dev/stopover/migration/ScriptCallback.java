package dev.stopover.migration;

import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.history.Epoch;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import dev.stopover.plan.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.postgresql.PGConnection;

/**
 * Stands in the transaction of each script that Flyway executes: holds the epoch, sets the limits, and tells the
 * listener.
 */
final class ScriptCallback implements Callback {
    private final Map<Version, Script> scripts;
    private final Epoch epoch;
    private final MigrationSettings settings;
    private final LockRetry retry;
    private final BlockerWatch watch;
    private final StopSignal stop;
    private final MigrationListener listener;
    private final Supplier<String> searchPath;

    private Optional<Script> current = Optional.empty();
    private boolean executed;
    private long startedAt;
    private Duration took = Duration.ZERO;

    ScriptCallback(
            Plan plan,
            Epoch epoch,
            MigrationSettings settings,
            LockRetry retry,
            BlockerWatch watch,
            StopSignal stop,
            MigrationListener listener,
            Supplier<String> searchPath) {
        this.scripts = plan.migrations().stream().collect(Collectors.toMap(Script::version, Function.identity()));
        this.epoch = epoch;
        this.settings = settings;
        this.retry = retry;
        this.watch = watch;
        this.stop = stop;
        this.listener = listener;
        this.searchPath = searchPath;
    }

    /** The script whose transaction is open, or failed. */
    Optional<Script> current() {
        return current;
    }

    /** Must be called when Flyway has returned: only then the last script is known to be committed. */
    void committed() {
        watch.end();
        if (executed) {
            current.ifPresent(script -> listener.scriptApplied(script, took));
        }
        current = Optional.empty();
        executed = false;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        if (event == Event.AFTER_EACH_MIGRATE) {
            watch.end();
            took = Duration.ofNanos(System.nanoTime() - startedAt);
            executed = true;
            leave(context.getConnection());
            return;
        }
        committed();
        stop.check();
        Script script =
                scripts.get(Version.of(context.getMigrationInfo().getVersion().getVersion()));
        if (script == null) {
            throw new IllegalStateException("Flyway was given no script of version "
                    + context.getMigrationInfo().getVersion());
        }
        current = Optional.of(script);
        try {
            enter(script, context.getConnection());
        } catch (SQLException e) {
            throw new IllegalStateException("the transaction of " + script.file() + " could not be prepared", e);
        }
    }

    private void enter(Script script, Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new FailedException(
                    script.file() + ": Flyway would run this script outside of a transaction",
                    "It takes one of its statements for one that cannot run in a transaction. Put that statement into a script of its own.");
        }
        epoch.hold(connection);
        StatementLimits.inTransaction(
                connection, retry.lockTimeout(script), settings.statementTimeout(), searchPath.get());
        listener.scriptStarted(script);
        settings.witness().scriptBegins(script, connection);
        settings.witness().transactionBegins(script, connection);
        startedAt = System.nanoTime();
        watch.begin(connection.unwrap(PGConnection.class).getBackendPID());
    }

    private void leave(Connection connection) {
        Script script = current.orElseThrow();
        try {
            settings.witness().transactionEnds(script, connection);
            settings.witness().scriptEnds(script, connection);
        } catch (SQLException e) {
            throw new IllegalStateException("what " + script.file() + " did could not be looked at", e);
        }
    }

    @Override
    public String getCallbackName() {
        return "stopover";
    }
}

package dev.stopover.migration;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.StopoverException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.history.Epoch;
import dev.stopover.history.Transaction;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Script;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;

/** What Flyway is asked to do, and what its failures mean. */
final class FlywayRuns {
    private final Database database;
    private final String purpose;
    private final Plan plan;
    private final Epoch epoch;
    private final StopSignal stop;

    FlywayRuns(Database database, String purpose, Plan plan, Epoch epoch, StopSignal stop) {
        this.database = database;
        this.purpose = purpose;
        this.plan = plan;
        this.epoch = epoch;
        this.stop = stop;
    }

    /** Creates Flyway's history; with the plan's baseline as its first row if it has one. */
    void createHistory() throws SQLException {
        if (plan.baseline().isPresent()) {
            fenced(List.of(), UnaryOperator.identity(), Flyway::baseline);
        } else {
            fenced(List.of(), UnaryOperator.identity(), Flyway::migrate);
        }
    }

    /** Executes the scripts that are still to be, each in a transaction together with its row in the history. */
    void execute(List<Script> scripts, Function<Supplier<String>, ScriptCallback> callbacks)
            throws SQLException, ScriptException {
        FlywayDataSource source = new FlywayDataSource(database, purpose, stop);
        ScriptCallback callback = callbacks.apply(source::searchPath);
        try (source) {
            FlywayConfigurations.of(plan, scripts, source)
                    .callbacks(callback)
                    .load()
                    .migrate();
            callback.committed();
        } catch (FlywayException e) {
            Optional<SQLException> cause = sqlCause(e);
            if (cause.isPresent() && callback.current().isPresent()) {
                throw scriptFailure(callback.current().get(), e, cause.get());
            }
            throw failure(e);
        }
    }

    /** Writes the row of a script that was executed by other means. */
    void record(Script script) throws SQLException {
        fenced(List.of(script), configuration -> configuration.skipExecutingMigrations(true), Flyway::migrate);
    }

    /**
     * Flyway has no callback where it creates or only records, so the epoch is held beside it: a takeover waits for the
     * transaction that holds it, and so for Flyway.
     */
    private void fenced(List<Script> scripts, UnaryOperator<FluentConfiguration> options, Consumer<Flyway> work)
            throws SQLException {
        try (Connection fence = database.open(purpose);
                FlywayDataSource source = new FlywayDataSource(database, purpose, stop)) {
            Transaction.run(fence, epoch, () -> {
                Flyway flyway = options.apply(FlywayConfigurations.of(plan, scripts, source))
                        .load();
                work.accept(flyway);
                return flyway;
            });
        } catch (FlywayException e) {
            throw failure(e);
        }
    }

    private static ScriptException scriptFailure(Script script, RuntimeException e, SQLException cause)
            throws SQLException {
        for (Throwable link = e; link != null; link = link.getCause()) {
            if (link instanceof FlywaySqlScriptException) {
                FlywaySqlScriptException failed = (FlywaySqlScriptException) link;
                return ScriptException.of(script, failed.getLineNumber(), failed.getStatement(), cause);
            }
        }
        return ScriptException.of(script, 1, "", cause);
    }

    /**
     * What a failure of Flyway is to be thrown as.
     *
     * @throws SQLException the driver's own exception, when that is what is behind it
     */
    static RuntimeException failure(RuntimeException e) throws SQLException {
        for (Throwable link = e; link != null; link = link.getCause()) {
            if (link instanceof StopoverException) {
                return (StopoverException) link;
            }
        }
        Optional<SQLException> cause = sqlCause(e);
        if (cause.isPresent()) {
            throw cause.get();
        }
        String message = String.valueOf(e.getMessage());
        if (message.contains("advisory lock")) {
            return new UnreachableException(
                    "another Flyway is migrating this database and did not finish in time",
                    "Wait for it and run the same command again.",
                    e);
        }
        return new FailedException("Flyway refused: " + message, "See flyway info and flyway validate.", e);
    }

    private static Optional<SQLException> sqlCause(Throwable failure) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (link instanceof SQLException) {
                return Optional.of((SQLException) link);
            }
        }
        return Optional.empty();
    }
}

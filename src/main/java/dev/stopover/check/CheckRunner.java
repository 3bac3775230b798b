package dev.stopover.check;

import dev.stopover.cipher.KeySource;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.CheckHistory;
import dev.stopover.history.CheckResult;
import dev.stopover.history.Epoch;
import dev.stopover.plan.Check;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Evaluates the checks of a phase on behalf of a run and records each result as soon as it is known. */
public final class CheckRunner {
    private final Checks checks;
    private final CheckHistory history;

    public CheckRunner(Database database, Epoch epoch, StopSignal stop, EntityReader entities, CheckListener listener) {
        this(database, epoch, stop, entities, KeySource.NONE, listener);
    }

    /** @param keys for what is encrypted */
    public CheckRunner(
            Database database,
            Epoch epoch,
            StopSignal stop,
            EntityReader entities,
            KeySource keys,
            CheckListener listener) {
        this.checks = new Checks(database, stop, entities, keys, listener);
        this.history = new CheckHistory(epoch);
    }

    /** The results of every check of the phase, recorded. */
    public List<CheckResult> run(Plan plan, Phase phase) throws SQLException {
        return run(plan, phase, PhaseChecks.of(plan, phase));
    }

    /**
     * The results of some checks of the phase, recorded.
     *
     * @throws SQLException when the connection is lost
     * @throws dev.stopover.failure.StoppedException when the run should stop
     * @throws dev.stopover.history.FencedException when another runner took over
     * @see Checks#evaluate(Plan, Phase)
     */
    public List<CheckResult> run(Plan plan, Phase phase, List<Check> some) throws SQLException {
        return checks.evaluate(plan, phase, some, (connection, result) -> record(connection, phase, result));
    }

    private void record(Connection connection, Phase phase, CheckResult result) throws SQLException {
        allowWrites(connection, true);
        history.record(connection, phase.name(), result);
        allowWrites(connection, false);
    }

    private static void allowWrites(Connection connection, boolean allowed) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set default_transaction_read_only = " + (allowed ? "off" : "on"));
        }
    }
}

package dev.stopover.check;

import dev.stopover.cipher.KeySource;
import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.StoppedException;
import dev.stopover.history.CheckResult;
import dev.stopover.plan.Check;
import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates the checks of a phase. Reads only: what is found is recorded by {@link CheckRunner}. */
public final class Checks {
    private final Database database;
    private final StopSignal stop;
    private final EntityReader entities;
    private final KeySource keys;
    private final CheckListener listener;

    /** Checks of what is not encrypted. */
    public Checks(Database database, StopSignal stop, EntityReader entities, CheckListener listener) {
        this(database, stop, entities, KeySource.NONE, listener);
    }

    /** @param keys for what is encrypted */
    public Checks(Database database, StopSignal stop, EntityReader entities, KeySource keys, CheckListener listener) {
        this.keys = keys;
        this.database = database;
        this.stop = stop;
        this.entities = entities;
        this.listener = listener;
    }

    /**
     * The results of every check of the phase, the generated ones first. A check that cannot be evaluated has failed,
     * and its detail has the server's words.
     *
     * @throws SQLException when the connection is lost
     * @throws StoppedException when the run should stop
     */
    public List<CheckResult> evaluate(Plan plan, Phase phase) throws SQLException {
        return evaluate(plan, phase, PhaseChecks.of(plan, phase), (connection, result) -> {});
    }

    List<CheckResult> evaluate(Plan plan, Phase phase, List<Check> checks, Sink sink) throws SQLException {
        List<CheckResult> results = new ArrayList<>();
        try (CheckSession session = CheckSession.open(database, plan.name() + " " + phase.name(), stop)) {
            Bindings bindings = new Bindings(session.connection(), plan);
            for (Check check : checks) {
                stop.check();
                CheckResult result = evaluate(session, bindings, plan, check);
                sink.accept(session.connection(), result);
                results.add(result);
                listener.finished(result);
            }
        }
        return results;
    }

    private CheckResult evaluate(CheckSession session, Bindings bindings, Plan plan, Check check) throws SQLException {
        String kind = PhaseChecks.kind(check);
        listener.started(check.name(), kind);
        long begin = System.nanoTime();
        Finding finding;
        try {
            finding = find(session, bindings, plan, check);
        } catch (InvalidPlanException e) {
            finding = Finding.failed("an answer", "a transfer that does not fit the database", Bindings.lacks(e));
        } catch (SQLException e) {
            stop.check();
            if (SqlState.isConnectionLoss(SqlState.of(e))) {
                throw e;
            }
            finding = Finding.failed("an answer", "an error", e.getMessage() + " (SQLSTATE " + SqlState.of(e) + ")");
        }
        return new CheckResult(
                check.name(),
                kind,
                finding.passed(),
                finding.expected(),
                finding.actual(),
                finding.detail(),
                finding.keys(),
                Duration.ofNanos(System.nanoTime() - begin));
    }

    private Finding find(CheckSession session, Bindings bindings, Plan plan, Check check) throws SQLException {
        Connection connection = session.connection();
        if (check instanceof Check.Count count) {
            return CountCheck.evaluate(connection, bindings, count);
        }
        if (check instanceof Check.Equal equal) {
            return EqualCheck.evaluate(session, bindings, equal, rows -> listener.compared(equal.name(), rows));
        }
        if (check instanceof Check.Checksum checksum) {
            return ChecksumCheck.evaluate(connection, bindings, checksum);
        }
        if (check instanceof Check.Sql sql) {
            return SqlCheck.evaluate(connection, sql);
        }
        if (check instanceof Check.Orphans orphans) {
            return OrphansCheck.evaluate(connection, orphans);
        }
        if (check instanceof Check.Unique unique) {
            return UniqueCheck.evaluate(connection, unique);
        }
        if (check instanceof Check.Entities unit) {
            return EntitiesCheck.evaluate(
                    entities, unit, database.isOneTransaction() ? Optional.of(connection) : Optional.empty());
        }
        if (check instanceof Check.Encrypted encrypted) {
            return EncryptedCheck.evaluate(session, keys, plan, encrypted);
        }
        throw new IllegalStateException("no such kind of check: " + check);
    }

    /** Takes each result as soon as it is there, with the connection it was found on. */
    @FunctionalInterface
    interface Sink {
        void accept(Connection connection, CheckResult result) throws SQLException;
    }
}

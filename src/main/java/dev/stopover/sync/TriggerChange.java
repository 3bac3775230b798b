package dev.stopover.sync;

import dev.stopover.database.Backoff;
import dev.stopover.database.Blocker;
import dev.stopover.database.Blockers;
import dev.stopover.database.Relation;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.Transaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Changes the triggers of one table in a transaction of its own, so that no lock on one table is held while another is
 * waited for. Whoever comes behind it waits for the lock timeout and a few milliseconds, not more: a lock that is not had
 * by then is given up and tried for again later.
 */
final class TriggerChange {
    /** Autovacuum gives way to whoever has waited for {@code deadlock_timeout}, and needs a moment to do so. */
    private static final Duration AUTOVACUUM_GRACE = Duration.ofMillis(200);

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));

    private final Connection connection;
    private final Epoch epoch;
    private final SyncSettings settings;
    private final StopSignal stop;
    private final SyncListener listener;

    TriggerChange(Connection connection, Epoch epoch, SyncSettings settings, StopSignal stop, SyncListener listener) {
        this.connection = connection;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
    }

    /** How strong a lock the change needs. */
    enum Mode {
        /** Creating and switching: keeps writers out. */
        SHARE_ROW_EXCLUSIVE,
        /** Dropping: keeps readers out, too. */
        ACCESS_EXCLUSIVE;

        private String sql() {
            return name().replace('_', ' ').toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Runs the statements on a table, all or none.
     *
     * @throws FailedException when its lock was not had in time; names who was in the way
     */
    void run(Relation relation, Mode mode, List<String> statements) throws SQLException {
        long givesUpAt = System.nanoTime() + settings.lockRetryFor().toNanos();
        Duration patience = settings.lockTimeout();
        for (int attempt = 1; ; attempt++) {
            stop.check();
            try {
                attempt(relation, mode, statements, patience);
                return;
            } catch (SQLException e) {
                stop.check();
                if (!SqlState.isContention(SqlState.of(e))) {
                    throw e;
                }
                List<Blocker> blockers = Blockers.holding(connection, relation, mode == Mode.ACCESS_EXCLUSIVE);
                String inTheWay = blockers.isEmpty()
                        ? "nobody any more"
                        : blockers.stream().map(Blocker::toString).collect(Collectors.joining("; "));
                Duration pause = BACKOFF.before(attempt);
                if (System.nanoTime() + pause.toNanos() - givesUpAt > 0) {
                    throw new FailedException(
                            "the triggers of " + relation + " could not be changed: its lock was not had in " + attempt
                                    + " attempts. In the way: " + inTheWay,
                            "End what is in the way, or wait for it, and run the same command again.",
                            e);
                }
                listener.lockRetry(relation.toString(), attempt, inTheWay);
                boolean wasPatient = patience.compareTo(settings.lockTimeout()) > 0;
                patience = !wasPatient && blockers.stream().anyMatch(Blocker::givesWay)
                        ? autovacuumPatience()
                        : settings.lockTimeout();
                stop.pause(pause);
            }
        }
    }

    /**
     * Runs a transaction that needs Stopover's own tables and functions, which the triggers of writers are at, until it
     * gets them.
     *
     * @throws FailedException when it did not in time
     */
    void outlast(Transaction.Work<Integer, RuntimeException> work) throws SQLException {
        long givesUpAt = System.nanoTime() + settings.lockRetryFor().toNanos();
        for (int attempt = 1; ; attempt++) {
            stop.check();
            try {
                Transaction.run(connection, epoch, work);
                return;
            } catch (SQLException e) {
                stop.check();
                Duration pause = BACKOFF.before(attempt);
                if (!SqlState.isContention(SqlState.of(e))) {
                    throw e;
                }
                if (System.nanoTime() + pause.toNanos() - givesUpAt > 0) {
                    throw new FailedException(
                            "what sync needs could not be changed in " + attempt + " attempts: " + e.getMessage(),
                            "Find the long transaction in pg_stat_activity, and run the same command again.",
                            e);
                }
                stop.pause(pause);
            }
        }
    }

    private void attempt(Relation relation, Mode mode, List<String> statements, Duration patience) throws SQLException {
        Transaction.run(connection, epoch, () -> {
            try (Statement statement = connection.createStatement()) {
                // A lock on many partitions waits for each of them; the limit on the statement bounds the sum.
                statement.execute("set local lock_timeout = " + patience.toMillis());
                statement.execute("set local statement_timeout = " + (patience.toMillis() + 100));
                statement.execute("lock table " + relation.quoted() + " in " + mode.sql() + " mode");
                for (String one : statements) {
                    statement.execute(one);
                }
                return statements.size();
            }
        });
    }

    private Duration autovacuumPatience() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select setting::bigint
                        from pg_settings
                        where name = 'deadlock_timeout'
                        """)) {
            row.next();
            Duration needed = Duration.ofMillis(row.getLong(1)).plus(AUTOVACUUM_GRACE);
            return needed.compareTo(settings.lockTimeout()) > 0 ? needed : settings.lockTimeout();
        }
    }
}

package dev.stopover.sync;

import dev.stopover.database.Backoff;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.history.Epoch;
import dev.stopover.history.RejectHistory;
import dev.stopover.history.Transaction;
import dev.stopover.plan.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.List;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Derives the rows in the log of touched keys once more, a few in each transaction, until there are none. */
final class Reconciler {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));

    /** How long a transaction may hold what it has locked; an application's writer may wait for all of it. */
    private static final long HOLDS_NANOS = Duration.ofMillis(150).toNanos();

    private static final int NAMED = 10;

    private final Connection connection;
    private final Epoch epoch;
    private final SyncSettings settings;
    private final StopSignal stop;
    private final SyncListener listener;
    private final TouchedLog log;

    /** @param connection in autocommit mode, with short limits on its waits */
    Reconciler(Connection connection, Epoch epoch, SyncSettings settings, StopSignal stop, SyncListener listener) {
        this.connection = connection;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
        this.log = new TouchedLog(connection, epoch.plan());
    }

    /** Empties the log of everything in it by now, and of what is refused as long as that helps. */
    void run() throws SQLException {
        long refused = Long.MAX_VALUE;
        while (true) {
            pass(log.last());
            long left = log.refused();
            // What one row was refused for another one may have mended meanwhile.
            if (left == 0 || left >= refused) {
                return;
            }
            refused = left;
        }
    }

    private void pass(long upTo) throws SQLException {
        long after = 0;
        long since = 0;
        int attempts = 0;
        while (after < upTo) {
            stop.check();
            long from = after;
            try {
                long done = Transaction.run(connection, epoch, () -> batch(from, upTo));
                attempts = 0;
                if (done == from) {
                    return;
                }
                after = done;
                listener.reconciled(done - from, log.size());
            } catch (SQLException e) {
                stop.check();
                if (!SqlState.isContention(SqlState.of(e))) {
                    throw e;
                }
                since = attempts++ == 0 ? System.nanoTime() : since;
                if (System.nanoTime() - since > settings.lockRetryFor().toNanos()) {
                    throw new UnreachableException(
                            "rows cannot be reconciled: others were in the way for "
                                    + settings.lockRetryFor().toSeconds() + " s: " + e.getMessage(),
                            "Find the long transaction in pg_stat_activity and run the same command again.",
                            e);
                }
                stop.pause(BACKOFF.before(attempts));
            }
        }
    }

    /** Returns the id up to which all entries were looked at. */
    private long batch(long after, long upTo) throws SQLException {
        long began = System.nanoTime();
        List<TouchedLog.Entry> entries = log.read(after, upTo, settings.batch());
        for (int i = 0; i < entries.size(); i++) {
            derive(entries.get(i));
            if (System.nanoTime() - began > HOLDS_NANOS && i + 1 < entries.size()) {
                return entries.get(i + 1).first() - 1;
            }
        }
        return entries.stream().mapToLong(TouchedLog.Entry::last).max().orElse(after);
    }

    private void derive(TouchedLog.Entry entry) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            var problem = log.resync(entry);
            if (problem.isPresent()) {
                log.refuse(entry, "23503", problem.orElseThrow());
            } else {
                log.remove(entry);
            }
            connection.releaseSavepoint(before);
        } catch (SQLException e) {
            if (!isRefusal(SqlState.of(e))) {
                throw e;
            }
            connection.rollback(before);
            log.refuse(entry, SqlState.of(e), message(e));
        }
    }

    /** Without the server's detail, which holds values of rows. */
    private static String message(SQLException e) {
        ServerErrorMessage message = e instanceof PSQLException server ? server.getServerErrorMessage() : null;
        return String.valueOf(message == null ? e.getMessage() : message.getMessage());
    }

    private static boolean isRefusal(String state) {
        return state.length() == 5 && ForwardTrigger.REFUSALS.contains("'" + state.substring(0, 2) + "'");
    }

    /**
     * The same tripwire as for rows that the transfers reject.
     *
     * @throws FailedException when more rows of a phase are refused or rejected than the plan allows
     */
    void requireAllowed(List<Phase> phases, long allowed) throws SQLException {
        RejectHistory rejects = new RejectHistory(connection);
        for (Phase phase : phases) {
            long open = rejects.countOpen(epoch.plan(), phase.name());
            if (open > allowed) {
                throw new FailedException(
                        open + (open == 1 ? " row" : " rows") + " of phase " + phase.name() + ", " + allowed
                                + " allowed, could not be carried over to the new side, among them what the application"
                                + " wrote:\n  "
                                + String.join("\n  ", rejects.describeOpen(epoch.plan(), phase.name(), NAMED)),
                        "Correct the rows, the mapping, the target or tripwires.rejects and run again: they are tried"
                                + " first.");
            }
        }
    }
}

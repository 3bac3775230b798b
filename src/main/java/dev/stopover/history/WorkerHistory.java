package dev.stopover.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Records which further processes lend a run a hand, and finds the run that they may join. */
public final class WorkerHistory {
    private WorkerHistory() {}

    /**
     * A run that is at work, as far as the history knows.
     *
     * @param planHash the plan that it works with
     * @param target the phase at which it ends
     */
    public record RunAtWork(Epoch epoch, String planHash, String target) {}

    /**
     * What one worker has done so far.
     *
     * @param transfer the transfer at work
     * @param throttled why it holds back
     */
    public record Done(Optional<String> transfer, long chunks, long rows, Optional<String> throttled) {}

    /** The plan's run; empty when none is at work, or Stopover was never used here. */
    public static Optional<RunAtWork> runAtWork(Connection connection, String plan) throws SQLException {
        if (!exists(connection)) {
            return Optional.empty();
        }
        try (PreparedStatement statement = connection.prepareStatement("""
                select p.epoch, r.id, r.plan_hash, r.target_phase
                from stopover.plan p
                join stopover.run r on r.plan = p.name and r.epoch = p.epoch
                where p.name = ?
                  and r.state = 'running'
                """)) {
            statement.setString(1, plan);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new RunAtWork(
                                new Epoch(plan, row.getLong(1), row.getLong(2)), row.getString(3), row.getString(4)))
                        : Optional.empty();
            }
        }
    }

    /** A worker begins; returns its id. */
    public static long join(Connection connection, Epoch epoch, String host) throws SQLException {
        return Transaction.run(connection, epoch, () -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    insert into stopover.worker (run_id, plan, host)
                    values (?, ?, ?)
                    returning id
                    """)) {
                statement.setLong(1, epoch.run());
                statement.setString(2, epoch.plan());
                statement.setString(3, host);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    /**
     * A sign of life.
     *
     * @throws FencedException when another runner took over
     */
    public static void seen(Connection connection, Epoch epoch, long worker, Done done) throws SQLException {
        Transaction.run(connection, epoch, () -> update(connection, worker, done, ""));
    }

    /** A worker ends, also when its run has ended before. */
    public static void left(Connection connection, long worker, Done done) throws SQLException {
        update(connection, worker, done, ", left_at = clock_timestamp()");
    }

    private static int update(Connection connection, long worker, Done done, String more) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                update stopover.worker
                set seen_at = clock_timestamp(),
                    transfer = ?,
                    chunks = ?,
                    rows = ?,
                    throttled = ?%s
                where id = ?
                """.formatted(more))) {
            statement.setString(1, done.transfer().orElse(null));
            statement.setLong(2, done.chunks());
            statement.setLong(3, done.rows());
            statement.setString(4, done.throttled().orElse(null));
            statement.setLong(5, worker);
            return statement.executeUpdate();
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select to_regclass('stopover.worker') is not null");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}

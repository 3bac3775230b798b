package dev.stopover.run;

import dev.stopover.database.AdvisoryLock;
import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.UnreachableException;
import dev.stopover.history.PhaseHistory;
import dev.stopover.history.RunHistory;
import dev.stopover.history.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The lock that lets one runner at a time work on a plan: a session-level advisory lock on a connection of its own,
 * which is idle between pings and never in a transaction, since an open one would hold up CREATE INDEX CONCURRENTLY.
 *
 * <p>It is polled: a session that blocks in {@code pg_advisory_lock} holds a snapshot and would hold up the same.
 */
final class RunLock implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RunLock.class);

    /** These locks do not meet those of the application: "stop" in ASCII. */
    private static final int SPACE = 0x73746f70;

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PING = Duration.ofSeconds(2);

    /** Longer than the limit of its statements, so that only a peer that is gone is taken for one. */
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final Connection connection;
    private final AdvisoryLock lock;
    private final StopSignal work;
    private final Thread keeper;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable String lost;

    private RunLock(Connection connection, AdvisoryLock lock, StopSignal work) {
        this.connection = connection;
        this.lock = lock;
        this.work = work;
        this.keeper = new Thread(this::keep, "stopover-lock");
        keeper.setDaemon(true);
    }

    /**
     * Waits for the lock.
     *
     * @param work stopped with a {@link LockLostException} when the lock is lost later
     * @param waiting told who has the lock, once when the wait begins
     * @throws UnreachableException when the lock was not had in time
     */
    static RunLock acquire(Database database, String plan, Duration wait, StopSignal work, Consumer<String> waiting)
            throws SQLException {
        Connection connection = database.open(plan + " lock", ANSWER);
        try {
            prepare(connection);
            AdvisoryLock lock = new AdvisoryLock(SPACE, plan);
            long deadline = System.nanoTime() + wait.toNanos();
            boolean told = false;
            while (!lock.tryTake(connection)) {
                work.check();
                String holder = lock.holder(connection).orElse("another runner");
                if (System.nanoTime() > deadline) {
                    throw new UnreachableException(
                            "the lock of plan " + plan + " was not had within " + wait.toSeconds() + " s; " + holder
                                    + " has it",
                            "Wait for that run to end, or look at it with stopover status.");
                }
                if (!told) {
                    waiting.accept("waiting for the lock of plan " + plan + ": " + holder + " has it");
                    told = true;
                }
                work.pause(POLL);
            }
            RunLock taken = new RunLock(connection, lock, work);
            taken.keeper.start();
            return taken;
        } catch (SQLException | RuntimeException failure) {
            closeQuietly(connection, failure);
            throw failure;
        }
    }

    /** Whether a runner is at work on the plan, or just about to be. */
    static boolean isTaken(Connection connection, String plan) throws SQLException {
        return new AdvisoryLock(SPACE, plan).isTaken(connection);
    }

    /**
     * Records that runs of the plan have died which look as if they went on: killed after their last step, and before
     * they could say so. Nobody waits for that, and a run that is at work is left alone.
     */
    static void settleDead(Connection connection, String plan) throws SQLException {
        if (PhaseHistory.exists(connection) && RunHistory.hasOpen(connection, plan)) {
            Transaction.plain(
                    connection,
                    () -> new AdvisoryLock(SPACE, plan).tryTakeWithin(connection)
                            ? RunHistory.markLost(connection, plan)
                            : 0);
        }
    }

    /**
     * Throws when the connection that has the lock is gone. Sees without a round trip what the server has said to that
     * connection, so that it can be asked before each write.
     *
     * @throws LockLostException when it is
     */
    void check() {
        listen();
        String cause = lost;
        if (cause != null) {
            throw new LockLostException(lock.name(), cause);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("the lock's connection was gone before it was closed", e);
        }
    }

    private synchronized void listen() {
        try {
            connection.unwrap(PGConnection.class).getNotifications();
        } catch (SQLException e) {
            lose(String.valueOf(e.getMessage()));
        }
    }

    /** Pings keep load balancers from dropping an idle connection, and tell when the server has. */
    private void keep() {
        try {
            while (!closed.await(PING.toMillis(), TimeUnit.MILLISECONDS)) {
                ping();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void ping() {
        try {
            if (!lock.isHeld(connection)) {
                lose("its session does not have it any more");
            }
        } catch (SQLException e) {
            lose(String.valueOf(e.getMessage()));
        }
    }

    private void lose(String cause) {
        if (closed.getCount() > 0 && lost == null) {
            lost = cause;
            work.stop(() -> new LockLostException(lock.name(), cause));
        }
    }

    /** Keepalives, because a machine that vanishes says no goodbye, and its lock would be held for hours. */
    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set idle_session_timeout = 0");
            statement.execute("set statement_timeout = '10s'");
            statement.execute("set tcp_keepalives_idle = 10");
            statement.execute("set tcp_keepalives_interval = 5");
            statement.execute("set tcp_keepalives_count = 3");
        }
    }

    private static void closeQuietly(Connection connection, Exception failure) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}

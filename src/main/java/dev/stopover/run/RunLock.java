package dev.stopover.run;

import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.UnreachableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The lock that lets one runner at a time work on a plan: a session-level advisory lock on a connection of its own,
 * which is idle between pings and never in a transaction, since an open one would hold up CREATE INDEX CONCURRENTLY.
 *
 * <p>It is polled: a session that blocks in {@code pg_advisory_lock} holds a snapshot and would hold up the same.
 */
final class RunLock implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RunLock.class);

    /** The first key of the pair, so that these locks do not meet those of the application: "stop" in ASCII. */
    private static final int NAMESPACE = 0x73746f70;

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PING = Duration.ofSeconds(2);

    private final Connection connection;
    private final String plan;
    private final Thread keeper;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean lost;

    private RunLock(Connection connection, String plan) {
        this.connection = connection;
        this.plan = plan;
        this.keeper = new Thread(this::keep, "stopover-lock");
        keeper.setDaemon(true);
    }

    /**
     * Waits for the lock.
     *
     * @param waiting told who has the lock, once when the wait begins
     * @throws UnreachableException when the lock was not had in time
     */
    static RunLock acquire(Database database, String plan, Duration wait, StopSignal stop, Consumer<String> waiting)
            throws SQLException {
        Connection connection = database.open(plan + " lock");
        try {
            prepare(connection);
            long deadline = System.nanoTime() + wait.toNanos();
            boolean told = false;
            while (!tryLock(connection, plan)) {
                stop.check();
                String holder = holder(connection, plan).orElse("another runner");
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
                stop.pause(POLL);
            }
            RunLock lock = new RunLock(connection, plan);
            lock.keeper.start();
            return lock;
        } catch (SQLException | RuntimeException failure) {
            closeQuietly(connection, failure);
            throw failure;
        }
    }

    /** Throws when the connection that has the lock is gone. */
    void check() {
        if (lost) {
            throw new UnreachableException(
                    "the connection that has the lock of plan " + plan + " is lost",
                    "Nothing is lost. Run the same command again to resume.");
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

    /** Pings keep load balancers from dropping an idle connection, and tell when the server has. */
    private void keep() {
        try {
            while (!lost && !closed.await(PING.toMillis(), TimeUnit.MILLISECONDS)) {
                lost = !holds();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            lost = closed.getCount() > 0;
            LOG.debugf(e, "the lock's connection failed (%s)", SqlState.of(e));
        }
    }

    private boolean holds() throws SQLException {
        return one(connection, plan, """
                select exists (
                  select from pg_locks
                  where locktype = 'advisory'
                    and pid = pg_backend_pid()
                    and classid = ?::bigint::oid
                    and objid = (hashtext(?)::bigint & 4294967295)::oid)
                """);
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

    private static boolean tryLock(Connection connection, String plan) throws SQLException {
        return one(connection, plan, "select pg_try_advisory_lock(?, hashtext(?))");
    }

    private static boolean one(Connection connection, String plan, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, NAMESPACE);
            statement.setString(2, plan);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    private static Optional<String> holder(Connection connection, String plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select format('pid %s (%s from %s, connected since %s)',
                              a.pid, a.usename, coalesce(host(a.client_addr), 'a local socket'),
                              to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'))
                from pg_locks l
                join pg_stat_activity a using (pid)
                where l.locktype = 'advisory'
                  and l.granted
                  and l.classid = ?::bigint::oid
                  and l.objid = (hashtext(?)::bigint & 4294967295)::oid
                """)) {
            statement.setInt(1, NAMESPACE);
            statement.setString(2, plan);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
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

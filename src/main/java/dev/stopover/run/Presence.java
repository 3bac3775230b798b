package dev.stopover.run;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.Epoch;
import dev.stopover.history.FencedException;
import dev.stopover.history.WorkerHistory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Shows that a worker is there, once a second on a connection of its own, and ends its work when the run that it has
 * joined is over: when it has ended, another runner took over, or its runner is gone.
 */
final class Presence implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Presence.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Database database;
    private final Epoch epoch;
    private final WorkTally tally;
    private final StopSignal work;
    private final long worker;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::show, "stopover-presence");

    /**
     * Enters the worker.
     *
     * @param work stopped with a {@link FencedException} when the run is over
     */
    Presence(Database database, Connection connection, Epoch epoch, String host, WorkTally tally, StopSignal work)
            throws SQLException {
        this.database = database;
        this.epoch = epoch;
        this.tally = tally;
        this.work = work;
        this.worker = WorkerHistory.join(connection, epoch, host);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show() {
        try {
            while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                connected();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connected() throws InterruptedException {
        try (Connection connection = database.open(epoch.plan() + " presence", ANSWER)) {
            prepare(connection);
            do {
                if (isOver(connection)) {
                    work.stop(() -> new FencedException(epoch));
                } else {
                    WorkerHistory.seen(connection, epoch, worker, tally.done());
                }
            } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
            WorkerHistory.left(connection, worker, tally.done());
        } catch (FencedException e) {
            work.stop(() -> new FencedException(epoch));
        } catch (SQLException e) {
            LOG.warnf("run %d cannot be looked at just now: %s", epoch.run(), e.getMessage());
        }
    }

    private boolean isOver(Connection connection) throws SQLException {
        return WorkerHistory.runAtWork(connection, epoch.plan())
                        .filter(run -> run.epoch().run() == epoch.run())
                        .isEmpty()
                || !RunLock.isTaken(connection, epoch.plan());
    }

    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    set statement_timeout = '2s';
                    set idle_session_timeout = 0
                    """);
        }
    }
}

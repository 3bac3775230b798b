package dev.stopover.database;

import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * The one way in which a run is asked to stop: sets a flag, cancels the statements that are running, and wakes whoever
 * waits.
 */
public final class StopSignal {
    private static final Logger LOG = Logger.getLogger(StopSignal.class);

    private final AtomicReference<ExitCode> reason = new AtomicReference<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Set<Connection> watched = ConcurrentHashMap.newKeySet();

    /** A connection whose running statement is cancelled when the signal comes; closing it ends the watch. */
    public Watch watch(Connection connection) {
        watched.add(connection);
        if (reason.get() != null) {
            cancel(connection);
        }
        return () -> watched.remove(connection);
    }

    /** Asks the run to stop; only the first call counts. */
    public void stop(ExitCode why) {
        if (reason.compareAndSet(null, why)) {
            stopped.countDown();
            watched.forEach(StopSignal::cancel);
        }
    }

    /** Why the run should stop, when it should. */
    public Optional<ExitCode> reason() {
        return Optional.ofNullable(reason.get());
    }

    /** Throws when the run should stop. */
    public void check() throws StoppedException {
        ExitCode why = reason.get();
        if (why != null) {
            throw new StoppedException(why);
        }
    }

    /** Waits that long, or throws as soon as the run should stop. */
    public void pause(Duration duration) throws StoppedException {
        try {
            if (stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException(ExitCode.INTERRUPTED);
        }
    }

    private static void cancel(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            LOG.debug("the statement could not be cancelled; its connection is probably gone", e);
        }
    }

    /** Ends a watch. */
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}

package dev.stopover.database;

import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StoppedException;
import dev.stopover.failure.StopoverException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The one way in which a run is asked to stop: sets a flag, cancels the statements that are running, and wakes whoever
 * waits.
 */
public final class StopSignal implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(StopSignal.class);

    private final AtomicReference<@Nullable Supplier<? extends StopoverException>> reason = new AtomicReference<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Set<Connection> watched = ConcurrentHashMap.newKeySet();
    private final Set<StopSignal> parts = ConcurrentHashMap.newKeySet();
    private final Optional<StopSignal> whole;

    public StopSignal() {
        this.whole = Optional.empty();
    }

    private StopSignal(StopSignal whole) {
        this.whole = Optional.of(whole);
    }

    /** A signal for a part of the work, which stops with this one and can be stopped alone; closing it ends the part. */
    public StopSignal part() {
        StopSignal part = new StopSignal(this);
        parts.add(part);
        Supplier<? extends StopoverException> why = reason.get();
        if (why != null) {
            part.stop(why);
        }
        return part;
    }

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
        stop(() -> new StoppedException(why));
    }

    /** Asks the work to stop with that failure; only the first call counts. */
    public void stop(Supplier<? extends StopoverException> why) {
        if (reason.compareAndSet(null, why)) {
            stopped.countDown();
            watched.forEach(StopSignal::cancel);
            parts.forEach(part -> part.stop(why));
        }
    }

    /** Why the run should stop, when it should. */
    public Optional<ExitCode> reason() {
        return Optional.ofNullable(reason.get()).map(why -> why.get().exitCode());
    }

    /** Throws when the run should stop: {@link StoppedException} after a signal. */
    public void check() {
        Supplier<? extends StopoverException> why = reason.get();
        if (why != null) {
            throw why.get();
        }
    }

    /** Waits that long, or throws as soon as the run should stop. */
    public void pause(Duration duration) {
        try {
            if (stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException(ExitCode.INTERRUPTED);
        }
    }

    @Override
    public void close() {
        whole.ifPresent(from -> from.parts.remove(this));
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

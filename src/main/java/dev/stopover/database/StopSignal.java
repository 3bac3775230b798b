package dev.stopover.database;

import dev.stopover.failure.ExitCode;
import dev.stopover.failure.StopoverException;
import dev.stopover.failure.StoppedException;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which a run is asked to stop: sets a flag, cancels the statements that are running, and wakes whoever
 * waits.
 *
 * <p>Statements are cancelled again and again: one that begins between a look at the flag and the first cancellation
 * would otherwise run to its end.
 */
public final class StopSignal implements AutoCloseable {
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final AtomicReference<@Nullable Supplier<? extends StopoverException>> reason = new AtomicReference<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<Connection, WatchedConnection> watched = new ConcurrentHashMap<>();
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

    /** A connection whose statements are cancelled once the signal has come; closing it ends the watch. */
    public Watch watch(Connection connection) {
        watched.put(connection, new WatchedConnection(connection));
        return () -> {
            WatchedConnection ended = watched.remove(connection);
            if (ended != null) {
                ended.spare();
            }
        };
    }

    /**
     * Lets what puts things in order run on a watched connection whatever the signal says, until it is closed: dropping
     * what a cancelled statement left behind, recording what was done. It must be short.
     */
    public Watch spare(Connection connection) {
        WatchedConnection spared = watched.get(connection);
        if (spared == null) {
            return () -> {};
        }
        spared.spare();
        return spared::endSparing;
    }

    /** Asks the run to stop; only the first call counts. */
    public void stop(ExitCode why) {
        stop(() -> new StoppedException(why));
    }

    /** Asks the work to stop with that failure; only the first call counts. */
    public void stop(Supplier<? extends StopoverException> why) {
        if (reason.compareAndSet(null, why)) {
            Thread canceller = new Thread(this::cancelAgainAndAgain, "stopover-cancel");
            canceller.setDaemon(true);
            canceller.start();
            stopped.countDown();
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
        closed.countDown();
    }

    /** Until the process or the part has ended; new connections may be watched at any time. */
    private void cancelAgainAndAgain() {
        try {
            do {
                watched.values().forEach(WatchedConnection::cancel);
            } while (!closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends a watch. */
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}

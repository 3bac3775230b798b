package dev.stopover.gate;

import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.failure.TrippedException;
import dev.stopover.history.Epoch;
import dev.stopover.history.EventHistory;
import dev.stopover.history.FencedException;
import dev.stopover.history.MonitorHistory;
import dev.stopover.history.MonitorSample;
import dev.stopover.history.Transaction;
import dev.stopover.plan.Monitor;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Watches over one phase while it runs, on a thread and a connection of its own: samples its monitors and looks at the
 * time. When a tripwire is touched, that is recorded, and then the phase's work is stopped with a
 * {@link TrippedException}; the work must run under {@link #stop()} for that.
 */
public final class PhaseWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(PhaseWatch.class);
    private static final Duration AGAIN = Duration.ofMillis(250);
    private static final Duration RECONNECT = Duration.ofSeconds(1);

    private final Database database;
    private final Epoch epoch;
    private final Plan plan;
    private final Phase phase;
    private final StopSignal stop;
    private final PhaseWatchListener listener;
    private final Optional<Allowance> allowance;
    private final Supplier<Duration> held;
    private final Duration heldBefore;
    private final long started;
    private final Map<Monitor, Long> due = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final StopSignal ownStop;
    private final AtomicReference<@Nullable Trip> trip = new AtomicReference<>();
    private final Thread thread;

    /** Touched, but what runs just now may not be cancelled. */
    private Optional<Trip> pending = Optional.empty();

    private long notBefore;

    private PhaseWatch(
            Database database,
            Epoch epoch,
            Plan plan,
            Phase phase,
            StopSignal whole,
            Supplier<Duration> held,
            PhaseWatchListener listener,
            Optional<Allowance> allowance) {
        this.database = database;
        this.epoch = epoch;
        this.plan = plan;
        this.phase = phase;
        this.stop = whole.part();
        this.ownStop = whole.part();
        this.listener = listener;
        this.allowance = allowance;
        this.held = held;
        this.heldBefore = held.get();
        this.started = System.nanoTime();
        this.notBefore = started;
        phase.monitors()
                .forEach(monitor -> due.put(monitor, started + monitor.every().toNanos()));
        this.thread = new Thread(this::watch, "stopover-watch");
        thread.setDaemon(true);
    }

    /**
     * Begins to watch. Nothing is connected before something is due, so that short phases cost nothing.
     *
     * @param connection the runner's, in autocommit mode; used to read what was learned, and not kept
     * @param stop the whole run's signal
     * @param held how long the phase's work was held back so far, which counts towards no overrun
     */
    public static PhaseWatch start(
            Database database,
            Connection connection,
            Epoch epoch,
            Plan plan,
            Phase phase,
            StopSignal stop,
            Supplier<Duration> held,
            PhaseWatchListener listener)
            throws SQLException {
        PhaseWatch watch = new PhaseWatch(
                database, epoch, plan, phase, stop, held, listener, Allowance.of(connection, plan, phase));
        watch.thread.start();
        return watch;
    }

    /** The signal under which the phase's work must run: it comes with the run's own, and when a tripwire is touched. */
    public StopSignal stop() {
        return stop;
    }

    /** The tripwire that was touched, if one was. */
    public Optional<Trip> tripped() {
        return Optional.ofNullable(trip.get());
    }

    /**
     * Ends the watch after the work and before the phase is completed, so that nothing can trip a completed phase.
     *
     * @throws TrippedException when a tripwire was touched while the last of the work was done
     */
    public void end() {
        close();
        stop.check();
    }

    @Override
    public void close() {
        closed.countDown();
        ownStop.stop(() -> new FailedException("the watch over phase " + phase.name() + " has ended", ""));
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ownStop.close();
        stop.close();
    }

    private void watch() {
        try {
            boolean over = false;
            while (!over && !closed.await(untilNextLook(), TimeUnit.NANOSECONDS)) {
                over = connected();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (FencedException e) {
            LOG.debug("another runner took over; this one finds out by itself", e);
        } catch (RuntimeException e) {
            stopBlind(e);
        }
    }

    /** Looks again and again over one connection; returns whether there is nothing more to look for. */
    private boolean connected() throws InterruptedException {
        try (Connection connection = database.open(plan.name() + " watch");
                StopSignal.Watch cancelled = ownStop.watch(connection)) {
            do {
                if (look(connection)) {
                    return true;
                }
            } while (!closed.await(untilNextLook(), TimeUnit.NANOSECONDS));
            return true;
        } catch (SQLException e) {
            if (ownStop.reason().isPresent()) {
                return true;
            }
            if (!SqlState.isConnectionLoss(SqlState.of(e))) {
                stopBlind(e);
                return true;
            }
            LOG.warnf("phase %s is not watched just now: %s", phase.name(), e.getMessage());
            notBefore = System.nanoTime() + RECONNECT.toNanos();
            return false;
        }
    }

    /** Returns whether a tripwire was touched. */
    private boolean look(Connection connection) throws SQLException {
        if (pending.isEmpty()) {
            pending = overrun();
        }
        for (Monitor monitor : phase.monitors()) {
            if (pending.isEmpty() && isDue(monitor)) {
                pending = sample(connection, monitor);
            }
        }
        if (pending.isEmpty() || !Interruptible.now(connection, plan.name())) {
            return ownStop.reason().isPresent();
        }
        Trip touched = pending.get();
        Transaction.run(
                connection,
                epoch,
                () -> EventHistory.record(connection, epoch, phase.name(), Trip.EVENT, touched.message()));
        trip.set(touched);
        listener.tripped(touched);
        stop.stop(touched::exception);
        return true;
    }

    private Optional<Trip> overrun() {
        Duration took = Duration.ofNanos(System.nanoTime() - started).minus(heldSince());
        return allowance
                .filter(allowed -> took.compareTo(allowed.limit()) > 0)
                .map(allowed -> Trip.overrun(phase.name(), took, allowed));
    }

    private Duration heldSince() {
        return held.get().minus(heldBefore);
    }

    /** A query that was cancelled because the watch ends says nothing about its monitor. */
    private Optional<Trip> sample(Connection connection, Monitor monitor) throws SQLException {
        MonitorSample sample = MonitorProbe.sample(connection, phase.name(), monitor);
        due.put(monitor, System.nanoTime() + monitor.every().toNanos());
        if (ownStop.reason().isPresent()) {
            return Optional.empty();
        }
        MonitorHistory.recordBeside(connection, epoch, sample);
        listener.sampled(sample);
        List<String> values = MonitorHistory.outOfBoundsBeside(connection, epoch, sample);
        return values.size() < monitor.rollBackAfter()
                ? Optional.empty()
                : Optional.of(Trip.monitor(phase.name(), monitor.name(), sample.bound(), values));
    }

    private boolean isDue(Monitor monitor) {
        return due.getOrDefault(monitor, started) - System.nanoTime() <= 0;
    }

    private long untilNextLook() {
        long now = System.nanoTime();
        if (pending.isPresent()) {
            return Math.max(AGAIN.toNanos(), notBefore - now);
        }
        long next = allowance.map(allowed -> untilOverrun(allowed, now)).orElse(Long.MAX_VALUE);
        for (long at : due.values()) {
            next = Math.min(next, at - now);
        }
        return Math.max(next, notBefore - now);
    }

    /** While the work is held back this does not come any closer, and is not looked for all the time. */
    private long untilOverrun(Allowance allowed, long now) {
        long left = started + allowed.limit().plus(heldSince()).toNanos() - now;
        return heldSince().isZero() ? left : Math.max(left, AGAIN.toNanos());
    }

    /** Tripwires that nobody looks at are worse than a phase that stops. */
    private void stopBlind(Exception cause) {
        stop.stop(() -> new FailedException(
                "phase " + phase.name() + " was stopped, since its tripwires cannot be watched: " + cause.getMessage(),
                "Mend the cause and run the same command again.",
                cause));
    }
}

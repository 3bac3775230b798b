package dev.stopover.throttle;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import dev.stopover.plan.TableName;
import dev.stopover.plan.ThrottleLimits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the transfers of one phase back while the server has too much to do. The readings are taken once a second, on a
 * thread and a connection of their own, from the first chunk on; between them no snapshot is held.
 */
public final class Throttle implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration LONGEST_SLOWING = Duration.ofSeconds(1);
    private static final Duration RECORD_AGAIN = Duration.ofSeconds(10);

    /** Longer than all readings may take together. */
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final Database database;
    private final String purpose;
    private final ThrottleLimits limits;
    private final List<TableName> tables;
    private final StopSignal whole;
    private final StopSignal ownStop;
    private final HeldTime held;
    private final ThrottleListener listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::read, "stopover-throttle");
    private @Nullable Verdict verdict;
    private @Nullable RuntimeException failure;
    private long readAt;
    private Verdict recorded = Verdict.GO;
    private long recordedAt;

    /**
     * @param limits what the run itself says, which comes before the plan
     * @param held counts the time for which rows wait
     */
    public Throttle(
            Database database,
            Plan plan,
            Phase phase,
            ThrottleLimits limits,
            StopSignal stop,
            HeldTime held,
            ThrottleListener listener) {
        this.database = database;
        this.purpose = plan.name() + " throttle";
        this.limits = plan.throttle().overriddenBy(limits);
        this.tables = phase.transfers().stream()
                .flatMap(transfer -> Stream.of(transfer.from(), transfer.into()))
                .toList();
        this.whole = stop;
        this.ownStop = stop.part();
        this.held = held;
        this.listener = listener;
        thread.setDaemon(true);
    }

    /**
     * Returns when the next chunk may begin.
     *
     * @param lastChunk how long the one before took: as long a pause is made where a slower pace is enough
     * @param givenUp whether there will be no next chunk after all
     * @throws dev.stopover.failure.StoppedException when the run should stop
     */
    public void await(Duration lastChunk, BooleanSupplier givenUp) {
        while (!givenUp.getAsBoolean()) {
            whole.check();
            Verdict now = now();
            if (now != null && now.slows()) {
                whole.pause(lastChunk.compareTo(LONGEST_SLOWING) < 0 ? lastChunk : LONGEST_SLOWING);
            }
            if (now != null && !now.stops()) {
                return;
            }
            whole.pause(LOOK_AGAIN);
        }
    }

    /** Nothing waits any more. */
    @Override
    public void close() {
        closed.countDown();
        ownStop.stop(() -> new FailedException("nothing is throttled any more", ""));
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ownStop.close();
        publish(Verdict.GO);
    }

    /** Null before the first reading. What was read too long ago says nothing about now. */
    private synchronized @Nullable Verdict now() {
        if (failure != null) {
            throw failure;
        }
        if (thread.getState() == Thread.State.NEW) {
            readAt = System.nanoTime();
            thread.start();
        }
        Duration age = Duration.ofNanos(System.nanoTime() - readAt);
        if (age.compareTo(ANSWER) > 0) {
            publish(Verdict.stop("the server's load could not be read for more than " + ANSWER.toSeconds() + " s"));
        }
        return verdict;
    }

    private synchronized void publish(Verdict now) {
        if (!now.equals(verdict == null ? Verdict.GO : verdict)) {
            listener.changed(now);
        }
        verdict = now;
        held.hold(now.stops());
    }

    private synchronized void fail(RuntimeException unexpected) {
        failure = unexpected;
    }

    private void read() {
        try {
            do {
                connected();
            } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Takes the readings over one connection until it is lost or nobody wants them any more. */
    private void connected() throws InterruptedException {
        try (Connection connection = database.open(purpose, ANSWER);
                StopSignal.Watch cancelled = ownStop.watch(connection)) {
            Readings readings = new Readings(connection, limits, tables);
            do {
                Verdict now = readings.take();
                if (ownStop.reason().isPresent()) {
                    break;
                }
                synchronized (this) {
                    readAt = System.nanoTime();
                    publish(now);
                }
                record(connection, now);
            } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
            try (StopSignal.Watch spared = ownStop.spare(connection)) {
                record(connection, Verdict.GO);
            }
        } catch (SQLException e) {
            if (ownStop.reason().isEmpty()) {
                synchronized (this) {
                    readAt = System.nanoTime();
                    publish(Verdict.stop("the server's load cannot be read: " + e.getMessage()));
                }
            }
        }
    }

    private void record(Connection connection, Verdict now) throws SQLException {
        boolean late = System.nanoTime() - recordedAt > RECORD_AGAIN.toNanos();
        if (!now.hasSameCausesAs(recorded) || (late && !now.equals(recorded))) {
            listener.record(connection, now);
            recorded = now;
            recordedAt = System.nanoTime();
        }
    }
}

package dev.stopover.migration;

import dev.stopover.database.Backoff;
import dev.stopover.database.Blocker;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.FailedException;
import dev.stopover.plan.Script;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Repeats work that did not get its locks, with backoff and jitter, until it does or the time for that script is over.
 */
final class LockRetry {
    /** Autovacuum gives way to whoever has waited for {@code deadlock_timeout}, and needs a moment to do so. */
    private static final Duration AUTOVACUUM_GRACE = Duration.ofMillis(200);

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

    private final MigrationSettings settings;
    private final StopSignal stop;
    private final MigrationListener listener;
    private final BlockerWatch watch;

    private Optional<Script> waiting = Optional.empty();
    private Duration patience;
    private long givesUpAt;
    private final List<ScriptException> failures = new ArrayList<>();

    LockRetry(MigrationSettings settings, StopSignal stop, MigrationListener listener, BlockerWatch watch) {
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
        this.watch = watch;
        this.patience = settings.lockTimeout();
    }

    /** Work that either succeeds, or leaves nothing of the failed script behind. */
    @FunctionalInterface
    interface Attempt {
        void run() throws SQLException, ScriptException;
    }

    /**
     * Runs the attempt until it succeeds. An attempt may get further than the one before: the time and the count begin
     * anew for each script, and for each statement that is an attempt of its own.
     *
     * @param remedy what to do when a statement fails for another reason than a lock
     * @throws FailedException when a statement failed, or its locks were not had in time
     */
    void run(String remedy, Attempt attempt) throws SQLException {
        while (true) {
            stop.check();
            try {
                attempt.run();
                waiting = Optional.empty();
                return;
            } catch (ScriptException e) {
                stop.check();
                if (!e.isLock()) {
                    throw e.failure(remedy);
                }
                waitAfter(e);
            }
        }
    }

    /** How long the statements of this script may wait for a lock in this attempt. */
    Duration lockTimeout(Script script) {
        return waiting.filter(script::equals).map(same -> patience).orElse(settings.lockTimeout());
    }

    private void waitAfter(ScriptException failure) throws SQLException {
        if (!waiting.filter(failure.script()::equals).isPresent()) {
            waiting = Optional.of(failure.script());
            patience = settings.lockTimeout();
            givesUpAt = System.nanoTime() + settings.lockRetryFor().toNanos();
            failures.clear();
        }
        failures.add(failure);
        Duration pause = BACKOFF.before(failures.size());
        if (System.nanoTime() + pause.toNanos() - givesUpAt > 0) {
            throw givenUp();
        }
        boolean wasPatient = patience.compareTo(settings.lockTimeout()) > 0;
        boolean autovacuum = watch.seen().stream().anyMatch(Blocker::givesWay);
        patience = autovacuum && !wasPatient ? autovacuumPatience() : settings.lockTimeout();
        listener.lockRetry(failure.script(), failures.size(), watch.inTheWay());
        stop.pause(pause);
    }

    private Duration autovacuumPatience() throws SQLException {
        Duration needed = watch.deadlockTimeout().plus(AUTOVACUUM_GRACE);
        return needed.compareTo(settings.lockTimeout()) > 0 ? needed : settings.lockTimeout();
    }

    private FailedException givenUp() {
        ScriptException last = failures.get(failures.size() - 1);
        FailedException failure = new FailedException(
                last.getMessage() + "; gave up after " + failures.size() + " attempts in "
                        + settings.lockRetryFor().toSeconds() + " s. In the way: " + watch.inTheWay(),
                "Nothing of the statement was kept. End what is in the way, or wait for it, and run the same command again.",
                last);
        failures.subList(0, failures.size() - 1).forEach(failure::addSuppressed);
        return failure;
    }
}

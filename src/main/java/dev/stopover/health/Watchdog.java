package dev.stopover.health;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A thread that ticks every second as long as this process can run threads at all. It never waits for a run or a
 * database, so that no long statement looks like a dead process.
 */
@Startup
@ApplicationScoped
public class Watchdog {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofSeconds(30);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile long lastTick = System.nanoTime();

    @PostConstruct
    void start() {
        Thread thread = new Thread(this::tick, "watchdog");
        thread.setDaemon(true);
        thread.start();
    }

    @PreDestroy
    void stop() {
        stopped.countDown();
    }

    /** The time since the last tick. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastTick);
    }

    /** Whether the thread still ticks. */
    public boolean ticks() {
        return silence().compareTo(LATE) < 0;
    }

    private void tick() {
        try {
            do {
                lastTick = System.nanoTime();
            } while (!stopped.await(TICK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.stopover.throttle;

import java.time.Duration;

/** How long work was held back, which is no time that it took. */
public final class HeldTime {
    private long before;
    private long since;
    private boolean held;

    synchronized void hold(boolean now) {
        if (now == held) {
            return;
        }
        if (now) {
            since = System.nanoTime();
        } else {
            before += System.nanoTime() - since;
        }
        held = now;
    }

    /** All of it until now. */
    public synchronized Duration soFar() {
        return Duration.ofNanos(held ? before + System.nanoTime() - since : before);
    }
}

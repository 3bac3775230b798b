package dev.stopover;

import dev.stopover.database.StopSignal;
import dev.stopover.failure.ExitCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/**
 * Turns SIGTERM and SIGINT into the run's stop signal. The process then ends by itself with the run's exit code; if it
 * has not ended soon, it is ended, since whoever sent the signal will send SIGKILL next. A second signal does not wait.
 *
 * <p>A shutdown hook would not do: it does not know which signal came, and the container would be stopped beside it
 * while the run still records where it stopped.
 */
final class Interruption {
    private static final Duration GRACE = Duration.ofMillis(1_800);

    private final StopSignal stop;

    private Interruption(StopSignal stop) {
        this.stop = stop;
    }

    static void handle(StopSignal stop) {
        Interruption interruption = new Interruption(stop);
        Signal.handle(new Signal("TERM"), signal -> interruption.stop(ExitCode.TERMINATED));
        Signal.handle(new Signal("INT"), signal -> interruption.stop(ExitCode.INTERRUPTED));
    }

    private void stop(ExitCode why) {
        boolean first = stop.reason().isEmpty();
        Thread patience = new Thread(() -> endAfter(first ? GRACE : Duration.ZERO, why), "end");
        patience.setDaemon(true);
        patience.start();
        stop.stop(why);
    }

    private static void endAfter(Duration grace, ExitCode why) {
        try {
            boolean never = new CountDownLatch(1).await(grace.toMillis(), TimeUnit.MILLISECONDS);
            if (!never) {
                Runtime.getRuntime().halt(why.code());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

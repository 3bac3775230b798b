package dev.stopover.transfer;

import dev.stopover.failure.StoppedException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Runs the same work on several threads; when one of them fails the others stop after the chunk in hand. */
final class WorkerGroup {
    private final int workers;

    WorkerGroup(int workers) {
        this.workers = workers;
    }

    /** What each worker does until it is done or told to halt. */
    @FunctionalInterface
    interface Work {
        void run(BooleanSupplier halted) throws SQLException;
    }

    /** Runs the work to its end on all workers; throws the first failure with the others suppressed. */
    void run(Work work) throws SQLException {
        AtomicBoolean halted = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        try {
            List<Future<?>> running = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(threads.submit(() -> {
                    try {
                        work.run(halted::get);
                    } catch (SQLException | RuntimeException | Error e) {
                        halted.set(true);
                        synchronized (failures) {
                            failures.add(e);
                        }
                    }
                }));
            }
            for (Future<?> worker : running) {
                await(worker);
            }
            synchronized (failures) {
                rethrow(failures);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void await(Future<?> worker) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    worker.get();
                    return;
                } catch (InterruptedException e) {
                    // The stop signal ends the workers; leaving them behind would let them write on.
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("a worker keeps its failures to itself", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void rethrow(List<Throwable> failures) throws SQLException {
        if (failures.isEmpty()) {
            return;
        }
        Throwable first = failures.stream()
                .filter(StoppedException.class::isInstance)
                .findFirst()
                .orElse(failures.get(0));
        failures.stream().filter(failure -> failure != first).forEach(first::addSuppressed);
        if (first instanceof SQLException failed) {
            throw failed;
        }
        if (first instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) first;
    }
}

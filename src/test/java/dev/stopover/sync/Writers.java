package dev.stopover.sync;

import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.testing.LockWaits;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An application: some connections that write all the time, until they are closed. */
final class Writers implements AutoCloseable {
    /** What an application must expect of any database: a conflict with another writer, a key that is taken or in use. */
    private static final Set<String> EXPECTED = Set.of("40001", "40P01", "23505", "23503");

    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final ConcurrentHashMap<String, AtomicLong> errors = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    private Writers(int count) {
        threads = Executors.newFixedThreadPool(count);
    }

    /** Makes statements out of random numbers. */
    @FunctionalInterface
    interface Statements {
        /** @param snapshot whether the transaction keeps the snapshot with which it began */
        String next(Random random, boolean snapshot);
    }

    /**
     * Starts writers.
     *
     * @param snapshots how many of a hundred transactions are REPEATABLE READ or SERIALIZABLE
     */
    static Writers start(Database database, int count, long seed, int snapshots, Statements statement) {
        Writers writers = new Writers(count);
        for (int i = 0; i < count; i++) {
            Random random = new Random(seed * 31 + i);
            writers.running.add(writers.threads.submit(() -> {
                writers.write(database, random, snapshots, statement);
                return null;
            }));
        }
        return writers;
    }

    private void write(Database database, Random random, int snapshots, Statements statement) throws SQLException {
        try (Connection connection = database.open("writer");
                Statement sql = connection.createStatement()) {
            sql.execute("set application_name = '" + LockWaits.APPLICATION + "'");
            while (!stopped) {
                int choice = random.nextInt(100);
                String level =
                        choice >= snapshots ? "read committed" : choice % 2 == 0 ? "repeatable read" : "serializable";
                try {
                    sql.execute("begin isolation level " + level);
                    int statements = 1 + random.nextInt(3);
                    for (int i = 0; i < statements; i++) {
                        long began = System.nanoTime();
                        sql.execute(statement.next(random, choice < snapshots));
                        long took = System.nanoTime() - began;
                        nanos.add(took);
                        longestNanos.accumulateAndGet(took, Math::max);
                    }
                    sql.execute(random.nextInt(10) == 0 ? "rollback" : "commit");
                    transactions.incrementAndGet();
                } catch (SQLException e) {
                    sql.execute("rollback");
                    String state = SqlState.of(e);
                    errors.computeIfAbsent(
                                    EXPECTED.contains(state) ? state : state + " " + e.getMessage(),
                                    key -> new AtomicLong())
                            .incrementAndGet();
                }
            }
        }
    }

    long transactions() {
        return transactions.get();
    }

    long longestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(longestNanos.get());
    }

    /** How long each statement took. */
    List<Long> nanos() {
        return List.copyOf(nanos);
    }

    /** How often each error came that was to be expected without sync, too. */
    String expectedErrors() {
        return errors.toString();
    }

    /** Errors that no application would have without sync. */
    List<String> errors() {
        return errors.keySet().stream().filter(error -> error.length() > 5).toList();
    }

    @Override
    public void close() throws Exception {
        stopped = true;
        threads.shutdown();
        for (Future<?> writer : running) {
            writer.get(60, TimeUnit.SECONDS);
        }
    }
}

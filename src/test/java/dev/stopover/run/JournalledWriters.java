package dev.stopover.run;

import static dev.stopover.testing.LockWaits.APPLICATION;

import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An application whose every connection has keys of its own, and so knows which rows there must be: those that a commit
 * was acknowledged for. A part of it writes to the new tables whenever they are open, and to the old ones when it is
 * turned away there, as instances do that go back.
 */
final class JournalledWriters implements AutoCloseable {
    private static final int KEYS = 60;

    /** What an application must expect of any database; rows of others are referred to, so deadlocks are possible. */
    private static final Set<String> EXPECTED = Set.of("40001", "40P01");

    /** The table is closed, or it is not there. */
    private static final Set<String> TURNED_AWAY = Set.of("25006", "42P01");

    private final Database database;
    private final int young;
    private final int count;
    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();
    private final Map<String, String> journal = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> errors = new ConcurrentHashMap<>();
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicLong onNew = new AtomicLong();
    private final AtomicLong turnedAway = new AtomicLong();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    /**
     * @param young how many of them write to the new tables
     * @param journal what is there already
     */
    JournalledWriters(Database database, int old, int young, long seed, Map<String, String> journal) {
        this.database = database;
        this.young = young;
        this.count = old + young;
        this.threads = Executors.newFixedThreadPool(count);
        this.journal.putAll(journal);
        for (int number = 0; number < count; number++) {
            Writer writer = new Writer(number, new Random(seed * 31 + number));
            running.add(threads.submit(() -> {
                writer.write();
                return null;
            }));
        }
    }

    long transactions() {
        return transactions.get();
    }

    /** How many of them were on the new tables. */
    long onNewTables() {
        return onNew.get();
    }

    /** How often the new tables were not to be written to. */
    long turnedAway() {
        return turnedAway.get();
    }

    List<Long> nanos() {
        return List.copyOf(nanos);
    }

    String errors() {
        return errors.toString();
    }

    /** Errors that no application would have without Stopover. */
    List<String> unexpected() {
        return errors.keySet().stream().filter(error -> error.length() > 5).toList();
    }

    /** Every row for which a commit was acknowledged; to be asked for when they are closed. */
    Map<String, String> journal() {
        return new TreeMap<>(journal);
    }

    @Override
    public void close() throws Exception {
        stopped = true;
        threads.shutdown();
        for (Future<?> writer : running) {
            writer.get(60, TimeUnit.SECONDS);
        }
    }

    /** One connection with keys of its own. */
    private final class Writer {
        private final int number;
        private final Random random;
        private int staysAway;

        private Writer(int number, Random random) {
            this.number = number;
            this.random = random;
        }

        private void write() throws SQLException {
            try (Connection connection = database.open("writer");
                    Statement sql = connection.createStatement()) {
                sql.execute("set application_name = '" + APPLICATION + "'");
                while (!stopped) {
                    boolean onNewTables = number >= count - young && staysAway-- <= 0;
                    Map<String, String> changes = new HashMap<>();
                    try {
                        sql.execute("begin isolation level "
                                + (random.nextInt(20) == 0 ? "repeatable read" : "read committed"));
                        int statements = 1 + random.nextInt(3);
                        for (int i = 0; i < statements; i++) {
                            change(sql, onNewTables, changes);
                        }
                        boolean rollback = random.nextInt(10) == 0;
                        sql.execute(rollback ? "rollback" : "commit");
                        if (!rollback) {
                            changes.forEach(this::remember);
                            (onNewTables ? onNew : transactions).incrementAndGet();
                        }
                    } catch (SQLException e) {
                        sql.execute("rollback");
                        failed(e);
                    }
                }
            }
        }

        private void failed(SQLException e) {
            String state = SqlState.of(e);
            if (TURNED_AWAY.contains(state)) {
                turnedAway.incrementAndGet();
                staysAway = 20;
            } else {
                errors.computeIfAbsent(
                                EXPECTED.contains(state) ? state : state + " " + e.getMessage(),
                                key -> new AtomicLong())
                        .incrementAndGet();
            }
        }

        private void remember(String row, String values) {
            if (values.isEmpty()) {
                journal.remove(row);
            } else {
                journal.put(row, values);
            }
        }

        /** One statement about one row; which it has to find is known. */
        private void change(Statement sql, boolean onNewTables, Map<String, String> changes) throws SQLException {
            String text;
            if (random.nextInt(8) == 0) {
                int id = key();
                String mail = "m" + random.nextInt(1_000_000_000);
                changes.put("person " + id, mail);
                text = onNewTables
                        ? "update users set mail = '%s' where id = 'u%d'".formatted(mail, id)
                        : "update people set mail = '%s' where id = %d".formatted(mail, id);
            } else {
                text = order(onNewTables, changes);
            }
            long began = System.nanoTime();
            int rows = sql.executeUpdate(text);
            nanos.add(System.nanoTime() - began);
            if (rows != 1) {
                throw new SQLException(rows + " rows for " + text, "XX000");
            }
        }

        private String order(boolean onNewTables, Map<String, String> changes) {
            int id = key();
            String row = "order " + id;
            int person = 1 + random.nextInt(KEYS * count);
            int v = random.nextInt(1_000_000);
            if (!isThere(row, changes)) {
                changes.put(row, person + " " + v);
                return (onNewTables
                                ? "insert into new_orders values (%d, 'u%d', %d)"
                                : "insert into orders values (%d, %d, %d)")
                        .formatted(id, person, v);
            }
            int other = key();
            return switch (random.nextInt(5)) {
                case 0 -> {
                    changes.put(row, "");
                    yield "delete from " + (onNewTables ? "new_orders" : "orders") + " where id = " + id;
                }
                case 1 -> {
                    if (isThere("order " + other, changes)) {
                        other = id;
                    }
                    changes.put(row, "");
                    changes.put("order " + other, person + " " + v);
                    yield (onNewTables
                                    ? "update new_orders set id = %d, user_id = 'u%d', v = %d where id = %d"
                                    : "update orders set id = %d, person = %d, v = %d where id = %d")
                            .formatted(other, person, v, id);
                }
                default -> {
                    changes.put(row, person + " " + v);
                    yield (onNewTables
                                    ? "update new_orders set user_id = 'u%d', v = %d where id = %d"
                                    : "update orders set person = %d, v = %d where id = %d")
                            .formatted(person, v, id);
                }
            };
        }

        private boolean isThere(String row, Map<String, String> changes) {
            return !changes.getOrDefault(row, journal.getOrDefault(row, "")).isEmpty();
        }

        private int key() {
            return 1 + number + count * random.nextInt(KEYS);
        }
    }
}

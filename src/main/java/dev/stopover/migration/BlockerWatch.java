package dev.stopover.migration;

import dev.stopover.database.Blocker;
import dev.stopover.database.Blockers;
import dev.stopover.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks from a second connection who blocks the migration while it waits: once the wait is over nobody can tell any
 * more. The connection is opened only for a script that takes longer than a moment.
 */
final class BlockerWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(BlockerWatch.class);
    private static final Duration EVERY = Duration.ofMillis(100);

    private final Database database;
    private final String purpose;
    private @Nullable ScheduledExecutorService timer;
    private @Nullable Connection connection;
    private int watched;
    private boolean fresh;
    private List<Blocker> seen = List.of();

    BlockerWatch(Database database, String purpose) {
        this.database = database;
        this.purpose = purpose;
    }

    /** From now on the session of that pid is watched, and what was seen before is forgotten. */
    @SuppressWarnings("FutureReturnValueIgnored") // look() deals with its failures itself
    synchronized void begin(int pid) {
        watched = pid;
        fresh = true;
        seen = List.of();
        if (timer == null) {
            timer = timer();
            timer.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Nothing is watched until the next begin; what was seen is kept. */
    synchronized void end() {
        watched = 0;
    }

    /** Who was last seen in the way, the longest-running query first. */
    synchronized List<Blocker> seen() {
        return seen;
    }

    /** Who was last seen in the way, in words. */
    String inTheWay() {
        List<Blocker> blockers = seen();
        return blockers.isEmpty()
                ? "nobody was seen"
                : blockers.stream().map(Blocker::toString).collect(Collectors.joining("; "));
    }

    /** How long a waiter must wait until an autovacuum in its way is cancelled, as the server is set up. */
    Duration deadlockTimeout() throws SQLException {
        try (Connection asking = database.open(purpose);
                var statement = asking.createStatement();
                var rows = statement.executeQuery("""
                        select setting::int
                        from pg_settings
                        where name = 'deadlock_timeout'
                        """)) {
            rows.next();
            return Duration.ofMillis(rows.getInt(1));
        }
    }

    private void look() {
        Optional<Integer> pid = due();
        if (pid.isEmpty()) {
            return;
        }
        try {
            if (connection == null) {
                connection = database.open(purpose);
            }
            List<Blocker> blockers = Blockers.of(connection, pid.get());
            synchronized (this) {
                if (watched == pid.get() && !blockers.isEmpty()) {
                    seen = blockers;
                }
            }
        } catch (SQLException e) {
            LOG.debug("cannot see who is in the way; the migration goes on without", e);
            closeConnection();
        }
    }

    /** The first look after a begin is left out, so that a quick script costs no connection and no query. */
    private synchronized Optional<Integer> due() {
        if (watched == 0 || fresh) {
            fresh = false;
            return Optional.empty();
        }
        return Optional.of(watched);
    }

    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "blocker-watch");
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }

    @Override
    public void close() {
        ScheduledExecutorService running;
        synchronized (this) {
            watched = 0;
            running = timer;
        }
        if (running != null) {
            running.execute(this::closeConnection);
            running.shutdown();
        }
    }

    private void closeConnection() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("the connection was gone already", e);
            }
        }
    }
}

package dev.stopover.backup;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.BackupHistory;
import dev.stopover.history.BackupState;
import dev.stopover.history.Epoch;
import dev.stopover.history.Transaction;
import dev.stopover.plan.BackupKind;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named place in the WAL to which a base backup can be recovered. It counts when the WAL up to it has arrived in the
 * archive; that there is a base backup, only its keeper knows.
 */
final class RestorePoint {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LONGEST_NAME = 63;

    private final Database database;
    private final Epoch epoch;
    private final BackupSettings settings;
    private final StopSignal stop;

    RestorePoint(Database database, Epoch epoch, BackupSettings settings, StopSignal stop) {
        this.database = database;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
    }

    /**
     * Creates it and waits until it is archived.
     *
     * @return its number
     * @throws BackupException when archiving does not work
     */
    long take(Connection history, @Nullable String phase, Optional<Instant> attempt) throws SQLException {
        for (BackupProblem problem : problems(history)) {
            throw new BackupException(problem.message(), problem.remedy());
        }
        long id = Transaction.run(
                history, epoch, () -> BackupHistory.begin(history, epoch, phase, attempt, BackupKind.RESTORE_POINT));
        try (BackupSession session =
                BackupSession.open(database, epoch.plan() + " restore point", settings.lockTimeout(), stop)) {
            String name = name(phase, id);
            String location = create(session.connection(), name);
            awaitArchived(session.connection(), location.substring(location.lastIndexOf(' ') + 1));
            return Transaction.run(history, epoch, () -> {
                BackupHistory.finish(history, id, BackupState.PROVEN, location, null, "");
                return id;
            });
        } catch (BackupException e) {
            Transaction.run(history, epoch, () -> BackupHistory.end(history, id, BackupState.FAILED, e.getMessage()));
            throw e;
        }
    }

    /** Why a restore point would be of no use now. */
    static List<BackupProblem> problems(Connection connection) throws SQLException {
        List<BackupProblem> problems = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                        select has_function_privilege('pg_create_restore_point(text)', 'execute')
                                 and has_function_privilege('pg_switch_wal()', 'execute') as allowed,
                               quote_ident(current_user) as role,
                               current_setting('wal_level') as wal_level,
                               current_setting('archive_mode') as archive_mode,
                               coalesce(last_failed_time > last_archived_time,
                                        last_failed_time is not null) as failing,
                               last_failed_wal
                        from pg_stat_archiver
                        """);
                ResultSet row = statement.executeQuery()) {
            row.next();
            if (!row.getBoolean("allowed")) {
                problems.add(problem(
                        "role " + row.getString("role") + " may not create restore points",
                        "grant execute on function pg_create_restore_point(text), pg_switch_wal() to "
                                + row.getString("role") + ";"));
            }
            if (row.getString("wal_level").equals("minimal")
                    || row.getString("archive_mode").equals("off")) {
                problems.add(problem(
                        "the server does not archive its WAL (wal_level " + row.getString("wal_level")
                                + ", archive_mode " + row.getString("archive_mode")
                                + "), so that a restore point leads nowhere",
                        "Set archive_mode = on with an archive_command; or let the plan say backup: dump."));
            } else if (row.getBoolean("failing")) {
                problems.add(problem(
                        "the server fails to archive its WAL, last " + row.getString("last_failed_wal"),
                        "See the server's log for what archive_command says, and mend that first."));
            }
        }
        return problems;
    }

    private static BackupProblem problem(String message, String remedy) {
        return new BackupProblem(true, "restore point", message, remedy);
    }

    private String name(@Nullable String phase, long id) {
        String name = "stopover_" + id + "_" + epoch.plan() + (phase == null ? "" : "_" + phase);
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_NAME ? name : "stopover_" + id;
    }

    /** The name, the place, and the WAL file in which it is. */
    private static String create(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select ? || ' at ' || lsn || ' in ' || pg_walfile_name(lsn)
                from pg_create_restore_point(?) as lsn
                """)) {
            statement.setString(1, name);
            statement.setString(2, name);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private void awaitArchived(Connection connection, String walFile) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_switch_wal()")) {
            statement.execute();
        }
        long deadline = System.nanoTime() + settings.archiveWait().toNanos();
        while (!isArchived(connection, walFile)) {
            if (System.nanoTime() > deadline) {
                throw new BackupException(
                        "the WAL up to the restore point (" + walFile + ") was not archived within "
                                + settings.archiveWait().toSeconds() + " s",
                        "See pg_stat_archiver and the server's log; with a slow archive give more --archive-wait.");
            }
            stop.pause(POLL);
        }
    }

    /** WAL is archived in its order; the names of one timeline sort like the WAL. */
    private static boolean isArchived(Connection connection, String walFile) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select coalesce(left(last_archived_wal, 24) collate "C" >= ?, false)
                from pg_stat_archiver
                """)) {
            statement.setString(1, walFile);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}

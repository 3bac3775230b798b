package dev.stopover.backup;

import dev.stopover.database.Identifier;
import dev.stopover.history.BackupHistory;
import dev.stopover.history.BackupRecord;
import dev.stopover.history.BackupState;
import dev.stopover.history.Transaction;
import dev.stopover.plan.BackupKind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Removes backups. Nothing else ever does. */
public final class BackupRemoval {
    private BackupRemoval() {}

    /**
     * Drops a snapshot's copies or deletes a dump's file; a restore point cannot be taken out of the WAL, and is only
     * forgotten. Needs no epoch: the backup's own row is held, so that nobody restores from it meanwhile.
     *
     * @param connection in autocommit mode, to which it returns
     * @return what was removed
     * @throws BackupException when there is no such backup, or a phase that is not done may need it
     */
    public static BackupRecord remove(Connection connection, long id) throws SQLException {
        return Transaction.plain(connection, () -> {
            BackupRecord backup = BackupHistory.hold(connection, id)
                    .filter(found -> found.state() != BackupState.REMOVED)
                    .orElseThrow(() -> unknown(id));
            refuseIfNeeded(connection, backup);
            if (backup.kind() == BackupKind.SNAPSHOT && !backup.location().isEmpty()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("drop schema if exists " + Identifier.quote(backup.location()) + " cascade");
                }
            }
            BackupHistory.end(connection, id, BackupState.REMOVED, null);
            // Last: a file that is gone does not come back when the transaction fails.
            if (backup.kind() == BackupKind.DUMP && !backup.location().isEmpty()) {
                delete(backup);
            }
            return backup;
        });
    }

    static BackupException unknown(long id) {
        return new BackupException("there is no backup " + id, "See stopover backup --list.");
    }

    private static void delete(BackupRecord backup) {
        try {
            new DumpFile(Path.of(backup.location())).delete();
        } catch (IOException e) {
            throw new BackupException(
                    "the file of " + backup.display() + " cannot be deleted: " + e, "Make its folder writable.", e);
        }
    }

    private static void refuseIfNeeded(Connection connection, BackupRecord backup) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select state
                from stopover.phase
                where plan = ?
                  and name = ?
                  and started_at = (
                    select attempt
                    from stopover.backup
                    where id = ?)
                  and state in ('running', 'failed', 'rolling-back')
                """)) {
            statement.setString(1, backup.plan());
            statement.setString(2, backup.phase().orElse(""));
            statement.setLong(3, backup.id());
            try (ResultSet rows = statement.executeQuery()) {
                if (backup.state().isUsable() && rows.next()) {
                    throw new BackupException(
                            backup.display() + " belongs to phase "
                                    + backup.phase().orElse("") + ", which is " + rows.getString(1)
                                    + " and may need it",
                            "Complete the phase or roll it back first.");
                }
            }
        }
    }
}

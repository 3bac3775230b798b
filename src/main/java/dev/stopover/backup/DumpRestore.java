package dev.stopover.backup;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.UsageException;
import dev.stopover.history.BackupHistory;
import dev.stopover.history.BackupRecord;
import dev.stopover.history.BackupTable;
import dev.stopover.history.BackupTables;
import dev.stopover.history.Epoch;
import dev.stopover.plan.BackupKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Restores a dump into a new database beside the existing one, never over it. The database has its name only when all
 * is there: until then it has one of ours.
 */
public final class DumpRestore {
    private final Database database;
    private final Epoch epoch;
    private final BackupSettings settings;
    private final StopSignal stop;
    private final BackupListener listener;

    public DumpRestore(
            Database database, Epoch epoch, BackupSettings settings, StopSignal stop, BackupListener listener) {
        this.database = database;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Restores and compares what was counted when the dump was taken.
     *
     * @param owners whether owners and grants come back, too; their roles must exist
     * @return the tables that were compared
     * @throws UsageException when the database exists, or the backup is no dump of a whole database
     * @throws BackupException when it cannot be restored or not all rows came back; the new database is dropped then
     */
    public List<RestoredTable> into(BackupRecord backup, String name, boolean owners) throws SQLException {
        if (backup.kind() != BackupKind.DUMP || !backup.state().isUsable()) {
            throw new UsageException(
                    backup.display() + " (" + backup.state().word() + ") cannot be restored into a database",
                    backup.kind() == BackupKind.SNAPSHOT
                            ? "Its tables are in schema " + backup.location()
                                    + "; fill empty tables from it with --tables."
                            : "See stopover backup --list for dumps.");
        }
        try (Connection history = database.open(epoch.plan() + " restore")) {
            refuseExisting(history, name);
            DumpFile file = new DumpFile(Path.of(backup.location()));
            DumpCheck.unchanged(file, backup, stop);
            ClientTools tools =
                    ClientTools.find(settings.programs(), history.getMetaData().getDatabaseMajorVersion(), stop);
            sweep(history, backup.id());
            listener.activity("restoring " + backup.display() + " into " + name);
            ScratchDatabase scratch = ScratchDatabase.create(database, epoch, settings, stop, history, backup.id());
            List<BackupTable> tables = BackupTables.of(history, backup.id());
            try {
                List<String> options = new ArrayList<>();
                if (!owners) {
                    options.addAll(List.of("--no-owner", "--no-privileges"));
                }
                scratch.restore(tools, file, options.toArray(String[]::new));
                List<String> differences = scratch.differences(tables);
                if (!differences.isEmpty()) {
                    throw new BackupException(
                            backup.display() + " does not bring back what was there: " + String.join("; ", differences),
                            "Use another backup.");
                }
                sayWhatItIs(scratch, backup);
                scratch.rename(name);
            } catch (SQLException | RuntimeException e) {
                scratch.dropAfter(e);
                throw e;
            }
            return tables.stream()
                    .map(table -> new RestoredTable(table.toString(), table.rows()))
                    .toList();
        }
    }

    /** What a restore that was killed left behind has its name in the same place as the one that is made now. */
    private void sweep(Connection history, long backup) throws SQLException {
        Optional<BackupRecord> left = BackupHistory.find(history, backup)
                .filter(found -> found.scratch().isPresent());
        if (left.isPresent()) {
            ScratchDatabase.sweep(history, epoch, left.get());
        }
    }

    private static void refuseExisting(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select 1
                from pg_database
                where datname = ?
                """)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                if (rows.next()) {
                    throw new UsageException(
                            "the database " + name + " exists, and a dump is never restored over a database",
                            "Name one that does not exist yet, and rename the two when you are sure.");
                }
            }
        }
    }

    /** The history that came with the dump is of another database; whoever looks at it is told. */
    private void sayWhatItIs(ScratchDatabase scratch, BackupRecord backup) throws SQLException {
        try (BackupSession session =
                BackupSession.open(scratch.database(), epoch.plan() + " restore", settings.lockTimeout(), stop)) {
            BackupHistory.recordRestored(
                    session.connection(),
                    backup,
                    "restored from " + backup.display() + " of database "
                            + database.settings().database() + ", which was taken at " + backup.beganAt());
        }
    }
}

package dev.stopover.backup;

import dev.stopover.database.StopSignal;
import dev.stopover.history.BackupRecord;
import dev.stopover.plan.BackupKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Opens backups for reading. */
final class RowSources {
    private RowSources() {}

    /** @throws BackupException when the backup is not here, or is not what was written */
    static RowSource of(Connection connection, BackupRecord backup, BackupSettings settings, StopSignal stop)
            throws SQLException {
        if (backup.kind() == BackupKind.SNAPSHOT) {
            if (!Backups.schemaExists(connection, backup.location())) {
                throw new BackupException(
                        backup.display() + " is not in this database: there is no schema " + backup.location(), "");
            }
            return new SnapshotRows(backup.location());
        }
        DumpFile file = new DumpFile(Path.of(backup.location()));
        DumpCheck.unchanged(file, backup, stop);
        ClientTools tools =
                ClientTools.find(settings.programs(), connection.getMetaData().getDatabaseMajorVersion(), stop);
        return new DumpRows(tools, file, DumpListing.of(tools, file, stop), stop);
    }
}

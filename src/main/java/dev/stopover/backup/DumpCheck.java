package dev.stopover.backup;

import dev.stopover.database.StopSignal;
import dev.stopover.history.BackupRecord;
import java.io.IOException;

/** Whether a dump's file is still the one that was recorded. */
final class DumpCheck {
    private DumpCheck() {}

    /** @throws BackupException when it is gone or was changed */
    static void unchanged(DumpFile file, BackupRecord backup, StopSignal stop) {
        try {
            if (!file.exists()) {
                throw new BackupException(
                        backup.display() + " is not here: " + file, "Put its file back to where it was.");
            }
            long expected = backup.bytes().orElse(0L);
            if (file.size() != expected
                    || !file.sha256(stop).equals(backup.sha256().orElse(""))) {
                throw new BackupException(
                        file + " is not the file that was written: its size or SHA-256 differs", "Use another backup.");
            }
        } catch (IOException e) {
            throw new BackupException("the dump " + file + " cannot be read: " + e, "Make it readable.", e);
        }
    }
}

package dev.stopover.backup;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.history.BackupHistory;
import dev.stopover.history.BackupRecord;
import dev.stopover.history.BackupState;
import dev.stopover.history.BackupTables;
import dev.stopover.history.Epoch;
import dev.stopover.history.Transaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Proves a dump: restores it into a scratch database and compares count and checksum of every table with the original. */
final class Proof {
    private final Database database;
    private final Epoch epoch;
    private final BackupSettings settings;
    private final StopSignal stop;
    private final BackupListener listener;

    Proof(Database database, Epoch epoch, BackupSettings settings, StopSignal stop, BackupListener listener) {
        this.database = database;
        this.epoch = epoch;
        this.settings = settings;
        this.stop = stop;
        this.listener = listener;
    }

    /**
     * Proves it and records that.
     *
     * @throws BackupException when it cannot be restored, or not all rows came back
     */
    void of(Connection history, BackupRecord dump) throws SQLException {
        ClientTools tools =
                ClientTools.find(settings.programs(), history.getMetaData().getDatabaseMajorVersion(), stop);
        listener.activity("proof of " + dump.display());
        ScratchDatabase scratch = ScratchDatabase.create(database, epoch, settings, stop, history, dump.id());
        List<String> differences;
        try {
            // What belongs to the database's users and neighbours is not what is proven, and need not be allowed to us.
            scratch.restore(
                    tools,
                    new DumpFile(Path.of(dump.location())),
                    "--no-owner",
                    "--no-privileges",
                    "--no-comments",
                    "--no-publications",
                    "--no-subscriptions");
            differences = scratch.differences(BackupTables.of(history, dump.id()));
        } catch (SQLException | RuntimeException e) {
            scratch.dropAfter(e);
            throw e;
        }
        scratch.drop();
        if (!differences.isEmpty()) {
            throw new BackupException(
                    dump.display() + " does not bring back what was there: " + String.join("; ", differences),
                    "It is not kept. Look for values that depend on the server's settings, and take another one.");
        }
        Transaction.run(history, epoch, () -> BackupHistory.end(history, dump.id(), BackupState.PROVEN, null));
    }
}

package dev.stopover.cli;

import dev.stopover.backup.BackupSettings;
import dev.stopover.backup.ByteSize;
import dev.stopover.failure.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How backups are taken and restored. What is not given is as in {@link BackupSettings#DEFAULT}. */
final class BackupOptions {
    @Option(names = "--backup-dir", paramLabel = "DIR", description = "Where dumps are written. Default: none.")
    private @Nullable Path backupDir;

    @Option(
            names = "--pg-bin",
            paramLabel = "DIR",
            description =
                    "Where pg_dump and pg_restore are. Default: the oldest that are not older than the server, from "
                            + "where packages put them and from PATH.")
    private @Nullable Path pgBin;

    @Option(
            names = "--snapshot-limit",
            paramLabel = "SIZE",
            description = "How large the tables of a snapshot may be. Default: 10GB.")
    private @Nullable ByteSize snapshotLimit;

    @Option(names = "--backup-jobs", paramLabel = "N", description = "How many connections restore a dump. Default: 2.")
    private @Nullable Integer jobs;

    @Option(
            names = "--prove",
            description = "Prove dumps: restore them into a scratch database and compare every table. Dumps before a "
                    + "contract phase always are.")
    private boolean prove;

    @Option(
            names = "--archive-wait",
            paramLabel = "TIME",
            description = "How long to wait until the WAL of a restore point is archived. Default: 1m.")
    private @Nullable Duration archiveWait;

    BackupSettings settings() {
        BackupSettings standard = BackupSettings.DEFAULT;
        if (jobs != null && (jobs < 1 || jobs > 64)) {
            throw new UsageException("--backup-jobs " + jobs + " is out of range", "Give a number from 1 to 64.");
        }
        return new BackupSettings(
                Optional.ofNullable(backupDir),
                Optional.ofNullable(pgBin),
                snapshotLimit == null ? standard.snapshotLimit() : snapshotLimit,
                jobs == null ? standard.jobs() : jobs,
                prove,
                standard.lockTimeout(),
                archiveWait == null ? standard.archiveWait() : archiveWait);
    }
}

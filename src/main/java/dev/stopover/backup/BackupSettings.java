package dev.stopover.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How backups are taken.
 *
 * @param directory where dumps are written
 * @param programs where pg_dump and pg_restore are; looked for when absent
 * @param snapshotLimit how much the tables of a snapshot may take up
 * @param jobs how many connections a restore uses
 * @param prove whether every dump is proven; one before a contract phase always is
 * @param lockTimeout how long to wait for a table that somebody else has locked exclusively
 * @param archiveWait how long to wait until the WAL of a restore point is archived
 */
public record BackupSettings(
        Optional<Path> directory,
        Optional<Path> programs,
        ByteSize snapshotLimit,
        int jobs,
        boolean prove,
        Duration lockTimeout,
        Duration archiveWait) {
    /** The same with another directory. */
    public BackupSettings in(Path folder) {
        return new BackupSettings(Optional.of(folder), programs, snapshotLimit, jobs, prove, lockTimeout, archiveWait);
    }

    /** The settings of a run that is told nothing; dumps need a directory. */
    public static final BackupSettings DEFAULT = new BackupSettings(
            Optional.empty(),
            Optional.empty(),
            ByteSize.parse("10GB"),
            2,
            false,
            Duration.ofSeconds(30),
            Duration.ofMinutes(1));
}

package dev.stopover.history;

import dev.stopover.plan.BackupKind;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known about one backup.
 *
 * @param phase the phase before whose scripts it was taken
 * @param attempt when the attempt of the phase began for which it counts; absent when it was taken by hand
 * @param location the schema of a snapshot, the file of a dump, or the name of a restore point with its place in the WAL
 * @param sha256 of a dump's file, in hex
 * @param scratch a database that was made to prove or restore the dump and is to be dropped
 */
public record BackupRecord(
        long id,
        String plan,
        Optional<String> phase,
        Optional<Instant> attempt,
        BackupKind kind,
        BackupState state,
        String location,
        Optional<Long> bytes,
        Optional<String> sha256,
        Optional<String> scratch,
        Optional<String> error,
        Instant beganAt,
        Optional<Instant> finishedAt) {
    /** What to call it in a sentence. */
    public String display() {
        return kind.word() + " " + id;
    }
}

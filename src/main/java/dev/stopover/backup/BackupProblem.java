package dev.stopover.backup;

/**
 * Why a backup that a phase asks for could not be taken, found before the run changes anything.
 *
 * @param blocking whether it could certainly not be taken
 * @param topic a word for it, for example {@code pg_dump}
 */
public record BackupProblem(boolean blocking, String topic, String message, String remedy) {}

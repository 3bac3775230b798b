package dev.stopover.cli;

import dev.stopover.failure.UsageException;
import dev.stopover.run.RunSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a run behaves. What is not given is as in {@link RunSettings#DEFAULT}. */
final class RunOptions {
    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "How many connections move the rows of a transfer. Default: 1.")
    private @Nullable Integer workers;

    @Option(
            names = "--lock-wait",
            paramLabel = "TIME",
            description = "How long to wait for another runner of the same plan. Default: 10m.")
    private @Nullable Duration lockWait;

    @Option(
            names = "--lock-timeout",
            paramLabel = "TIME",
            description = "How long a migration waits for one lock, and so how long anybody waits behind it. "
                    + "Default: 500ms.")
    private @Nullable Duration lockTimeout;

    @Option(
            names = "--lock-retry-for",
            paramLabel = "TIME",
            description = "How long a migration that does not get its locks is tried again. Default: 5m.")
    private @Nullable Duration lockRetryFor;

    @Option(
            names = "--statement-timeout",
            paramLabel = "TIME",
            description = "How long one statement of a migration may take, 0s for no limit. Default: 0s.")
    private @Nullable Duration statementTimeout;

    @Option(
            names = "--reconnect-for",
            paramLabel = "TIME",
            description = "How long to try again when the server goes away. Default: 1m.")
    private @Nullable Duration reconnectFor;

    @Mixin
    private BackupOptions backups = new BackupOptions();

    @Mixin
    private KeyOptions keys = new KeyOptions();

    RunSettings settings() {
        RunSettings standard = RunSettings.DEFAULT;
        if (workers != null && (workers < 1 || workers > 64)) {
            throw new UsageException("--workers " + workers + " is out of range", "Give a number from 1 to 64.");
        }
        if (lockTimeout != null && lockTimeout.isZero()) {
            throw new UsageException(
                    "--lock-timeout 0 would let the application wait without limit", "Give at least 1ms.");
        }
        return new RunSettings(
                either(lockWait, standard.lockWait()),
                either(reconnectFor, standard.reconnectFor()),
                either(lockTimeout, standard.lockTimeout()),
                either(lockRetryFor, standard.lockRetryFor()),
                either(statementTimeout, standard.statementTimeout()),
                workers == null ? standard.workers() : workers,
                standard.onFailure(),
                standard.gates(),
                standard.throttle(),
                backups.settings(),
                keys.source(),
                standard.witness());
    }

    private static Duration either(@Nullable Duration given, Duration standard) {
        return given == null ? standard : given;
    }
}

package dev.stopover.cli;

import dev.stopover.failure.UsageException;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where a command that runs long answers probes. */
final class HealthOptions {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "The port of the probes and metrics, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    Map<String, String> configuration() {
        if (port < 0 || port > 65_535) {
            throw new UsageException("--port " + port + " is not a port", "Give a number from 0 to 65535.");
        }
        return Map.of("quarkus.management.host-enabled", "true", "quarkus.management.port", String.valueOf(port));
    }
}

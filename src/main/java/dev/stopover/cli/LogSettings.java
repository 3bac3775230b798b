package dev.stopover.cli;

import java.util.Map;

/** What Quarkus calls the options about the log. */
final class LogSettings {
    private LogSettings() {}

    static Map<String, String> configuration(OutputOptions output) {
        return Map.of(
                "quarkus.log.console.json.enabled",
                String.valueOf(output.logsJson()),
                "quarkus.log.category.\"dev.stopover\".level",
                output.isVerbose() ? "DEBUG" : "INFO");
    }
}

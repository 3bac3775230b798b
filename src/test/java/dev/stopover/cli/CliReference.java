package dev.stopover.cli;

import dev.stopover.failure.ExitCode;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the pages about the commands and the settings from the commands themselves. */
final class CliReference {
    private CliReference() {}

    static String commands(CommandLine program) {
        StringBuilder page = new StringBuilder("""
                # Commands

                Generated from the program; `stopover COMMAND --help` prints the same.

                """);
        page.append("## stopover\n\n```\n")
                .append(program.getUsageMessage(Ansi.OFF))
                .append("```\n");
        program.getSubcommands()
                .forEach((name, command) -> page.append("\n## ")
                        .append(name)
                        .append("\n\n```\n")
                        .append(command.getUsageMessage(Ansi.OFF))
                        .append("```\n"));
        page.append("\n## Exit codes\n\n| code | meaning | for a Job's podFailurePolicy |\n|---|---|---|\n");
        for (ExitCode code : ExitCode.values()) {
            page.append("| %d | %s | %s |%n".formatted(code.code(), code.meaning(), jobAction(code)));
        }
        return page.toString();
    }

    static String settings(CommandLine program) {
        Map<String, OptionSpec> options = new TreeMap<>();
        program.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().options().stream()
                        .filter(OptionDefaults::isSetting)
                        .forEach(option -> options.putIfAbsent(option.longestName(), option)));
        StringBuilder table = new StringBuilder("| option | environment | file | meaning |\n|---|---|---|---|\n");
        options.forEach((name, option) -> table.append("| `%s` | `%s` | `%s` | %s |%n"
                .formatted(
                        name,
                        SettingSources.variableOf(OptionDefaults.key(option)),
                        OptionDefaults.key(option),
                        String.join(" ", option.description())
                                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()))
                                .replace("|", "\\|"))));
        return table.toString();
    }

    private static String jobAction(ExitCode code) {
        return switch (code.jobAction()) {
            case NONE -> "";
            case FAIL_JOB -> "FailJob";
            case RETRY -> "retry";
        };
    }
}

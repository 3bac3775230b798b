package dev.stopover.cli;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Lets every option be set from outside by one rule: {@code --lock-wait} is {@code STOPOVER_LOCK_WAIT} in the
 * environment and {@code stopover.lock-wait} in the file.
 */
final class OptionDefaults implements IDefaultValueProvider {
    /** Kubernetes puts such values into STOPOVER_PORT and the like where a Service is called stopover. */
    private static final Pattern SERVICE_LINK = Pattern.compile("(tcp|udp|sctp)://.*");

    private final SettingSources settings;

    OptionDefaults(SettingSources settings) {
        this.settings = settings;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option && isSetting(option)
                ? settings.setting(key(option))
                        .filter(value -> !SERVICE_LINK.matcher(value).matches())
                        .orElse(null)
                : null;
    }

    /** Whether an option can be set from outside: not help and version, and not the address, which has its own variables. */
    static boolean isSetting(OptionSpec option) {
        return !option.usageHelp()
                && !option.versionHelp()
                && !option.longestName().equals("--url");
    }

    static String key(OptionSpec option) {
        return "stopover." + option.longestName().substring("--".length());
    }
}

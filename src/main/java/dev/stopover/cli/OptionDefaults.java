package dev.stopover.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Lets every option be set from outside by one rule: {@code --lock-wait} is {@code STOPOVER_LOCK_WAIT} in the
 * environment and {@code stopover.lock-wait} in the file.
 */
final class OptionDefaults implements IDefaultValueProvider {
    private final SettingSources settings;

    OptionDefaults(SettingSources settings) {
        this.settings = settings;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !isSetting(option)) {
            return null;
        }
        return settings.setting(key(option)).orElse(null);
    }

    /** Whether an option can be set from outside: not help and version, and not the address, which has its own variables. */
    static boolean isSetting(OptionSpec option) {
        return !option.usageHelp() && !option.versionHelp() && !option.longestName().equals("--url");
    }

    static String key(OptionSpec option) {
        return "stopover." + option.longestName().substring("--".length());
    }
}

package dev.stopover;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * What a command says about the container it needs. In memory and not in system properties or arguments, since there is
 * a password in it.
 */
public final class CommandConfigSource implements ConfigSource {
    /** Above every other source, since what is given on the command line was merged with them already. */
    private static final int ORDINAL = 1000;

    private static volatile Map<String, String> values = Map.of();

    static void use(Map<String, String> configuration) {
        values = Map.copyOf(configuration);
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return values.get(name);
    }

    @Override
    public String getName() {
        return "command line";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}

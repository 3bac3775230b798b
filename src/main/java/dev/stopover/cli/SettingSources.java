package dev.stopover.cli;

import dev.stopover.failure.UsageException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Settings that are not options: the environment, and below it {@code config/application.properties} in the working
 * directory, where Quarkus looks too.
 */
public final class SettingSources {
    private static final Path FILE = Path.of("config", "application.properties");

    private final Map<String, String> environment;
    private final Properties file;

    private SettingSources(Map<String, String> environment, Properties file) {
        this.environment = Map.copyOf(environment);
        this.file = file;
    }

    /** The settings of this process. */
    public static SettingSources ofProcess() {
        return of(System.getenv(), FILE);
    }

    /** Settings from elsewhere; a file that does not exist has none. */
    public static SettingSources of(Map<String, String> environment, Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new UsageException(
                        "cannot read " + file + ": " + e.getMessage(), "Make it readable, or remove it.", e);
            }
        }
        return new SettingSources(environment, properties);
    }

    /** The environment variable of that name, unless it is empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** The setting of that key: from the environment under its upper-case name, else from the file. */
    public Optional<String> setting(String key) {
        return variable(variableOf(key))
                .or(() -> Optional.ofNullable(file.getProperty(key)).filter(value -> !value.isEmpty()));
    }

    /** The environment variable that stands for a key: {@code stopover.lock-wait} is {@code STOPOVER_LOCK_WAIT}. */
    static String variableOf(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}

package dev.stopover.cli;

import dev.stopover.database.Database;
import dev.stopover.database.DatabaseSettings;
import dev.stopover.database.DatabaseUrl;
import dev.stopover.failure.UsageException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database; read the same by every command. */
final class DatabaseOptions {
    private static final String URL_KEY = "quarkus.datasource.jdbc.url";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The database, as postgresql://user@host:port/name?sslmode=..., without a password. "
                    + "Default: DATABASE_URL, which may contain one.")
    private @Nullable String url;

    @Option(names = "--user", paramLabel = "NAME", description = "The role to sign in with.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password. Without it: the password in DATABASE_URL, "
                    + "PGPASSWORD, or PGPASSFILE.")
    private @Nullable Path passwordFile;

    private final SettingSources settings;

    DatabaseOptions(SettingSources settings) {
        this.settings = settings;
    }

    /** Whether a database is named anywhere. */
    boolean present() {
        return address().isPresent();
    }

    /**
     * The database.
     *
     * @throws UsageException when none is named, or what is said about it cannot be right
     */
    Database database() {
        DatabaseUrl address = address()
                .orElseThrow(() -> new UsageException(
                        "no database is named",
                        "Set DATABASE_URL=postgresql://user:password@host:5432/database, or give --url."));
        return new Database(new DatabaseSettings(
                address.hosts(), address.database(), user(address), password(address), address.parameters()));
    }

    /**
     * Another database, for the same user unless its address names one, and with the same password.
     *
     * @param option the option that names it, for messages
     */
    Database other(String option, String text) {
        DatabaseUrl address = withoutPassword(option, text);
        return new Database(new DatabaseSettings(
                address.hosts(), address.database(), user(address), password(address), address.parameters()));
    }

    /** What Quarkus calls the same database; handed over in memory, never through arguments or properties. */
    static Map<String, String> configuration(Database database, String purpose) {
        DatabaseSettings settings = database.settings();
        Map<String, String> configuration = new LinkedHashMap<>();
        configuration.put(URL_KEY, settings.jdbcUrl());
        configuration.put("quarkus.datasource.username", settings.user());
        settings.password().ifPresent(password -> configuration.put("quarkus.datasource.password", password));
        String property = "quarkus.datasource.jdbc.additional-jdbc-properties.\"";
        database.parameters().forEach((name, value) -> configuration.put(property + name + '"', value));
        configuration.put(property + "ApplicationName\"", "stopover " + purpose);
        return configuration;
    }

    private Optional<DatabaseUrl> address() {
        if (url != null) {
            return Optional.of(withoutPassword("--url", url));
        }
        return settings.variable("DATABASE_URL")
                .map(text -> DatabaseUrl.parse("DATABASE_URL", text))
                .or(() -> settings.setting(URL_KEY).map(text -> DatabaseUrl.parse(URL_KEY, text)));
    }

    private static DatabaseUrl withoutPassword(String option, String text) {
        DatabaseUrl address = DatabaseUrl.parse(option, text);
        if (address.password().isPresent()) {
            throw new UsageException(
                    option + " contains a password, which everybody on this machine can see in the list of processes",
                    "Put the address into DATABASE_URL, or the password into a file named by --password-file.");
        }
        return address;
    }

    private String user(DatabaseUrl address) {
        return Optional.ofNullable(user)
                .or(address::user)
                .or(() -> settings.setting("quarkus.datasource.username"))
                .or(() -> settings.variable("PGUSER"))
                .orElseThrow(() -> new UsageException(
                        "no user is named for " + address, "Write it before the host as user@host, or give --user."));
    }

    private Optional<String> password(DatabaseUrl address) {
        if (passwordFile != null) {
            return Optional.of(firstLine(passwordFile));
        }
        return address.password()
                .or(() -> settings.setting("quarkus.datasource.password"))
                .or(() -> settings.variable("PGPASSWORD"));
    }

    private static String firstLine(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new UsageException("the password file " + file + " is not UTF-8", "Save it as UTF-8.", e);
        } catch (IOException e) {
            throw new UsageException(
                    "cannot read the password file " + file,
                    Files.exists(file) ? "Make it readable for this user." : "Check its path; there is no such file.",
                    e);
        }
        return text.lines()
                .findFirst()
                .filter(line -> !line.isEmpty())
                .orElseThrow(() -> new UsageException(
                        "the first line of the password file " + file + " is empty", "Write the password there."));
    }
}

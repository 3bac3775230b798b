package dev.stopover.database;

import java.util.Map;
import java.util.Optional;

/**
 * How to reach one database.
 *
 * @param hosts {@code host[:port][,host[:port]...]}
 * @param database the database's name
 * @param password never printed: see {@link #toString()}
 * @param parameters further parameters in the JDBC driver's names, TLS settings among them
 */
public record DatabaseSettings(
        String hosts, String database, String user, Optional<String> password, Map<String, String> parameters) {
    public DatabaseSettings {
        parameters = Map.copyOf(parameters);
    }

    /** The JDBC URL without user, password and parameters. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + hosts + "/" + percentEncoded(database);
    }

    /** Host and database for messages; never the password nor a parameter. */
    public String display() {
        return user + "@" + hosts + "/" + database;
    }

    @Override
    public String toString() {
        return display();
    }

    private static String percentEncoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}

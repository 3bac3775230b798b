package dev.stopover.database;

import dev.stopover.failure.UsageException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A database's address as people write it: {@code postgresql://user:password@host:port,host2/database?sslmode=...} or
 * the same after {@code jdbc:}. No message of this class repeats what stands between the scheme and the host, since the
 * password is there.
 *
 * @param hosts {@code host[:port][,host[:port]...]}
 * @param parameters in the JDBC driver's names
 */
public record DatabaseUrl(
        String hosts,
        String database,
        Optional<String> user,
        Optional<String> password,
        Map<String, String> parameters) {
    private static final List<String> SCHEMES = List.of("postgresql://", "postgres://");
    private static final String FORM = "Write it as postgresql://user@host:5432/database?sslmode=verify-full.";

    public DatabaseUrl {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Reads an address.
     *
     * @param origin where the text comes from, for messages: an option or a variable
     * @throws UsageException when the text is not an address that Stopover can use
     */
    public static DatabaseUrl parse(String origin, String text) {
        return new Parser(origin).parse(text.strip());
    }

    @Override
    public String toString() {
        return "postgresql://" + hosts + "/" + database;
    }

    private record Parser(String origin) {
        DatabaseUrl parse(String text) {
            if (text.isEmpty()) {
                throw wrong("is empty", FORM);
            }
            String rest = afterScheme(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
            if (rest.indexOf('#') >= 0) {
                throw wrong("contains a '#'", "Write %23 for a '#' in a user's name or password.");
            }
            int question = rest.indexOf('?');
            String address = question < 0 ? rest : rest.substring(0, question);
            Map<String, String> query = query(question < 0 ? "" : rest.substring(question + 1));

            int slash = address.indexOf('/');
            String authority = slash < 0 ? address : address.substring(0, slash);
            String database = slash < 0 ? "" : decoded("the database's name", address.substring(slash + 1));
            if (database.indexOf('@') >= 0 || (database.indexOf('/') >= 0)) {
                throw wrong(
                        "has a '/' or '@' after the host",
                        "Special characters in a user's name, password or database's name are written as %2F, %40.");
            }
            int at = authority.lastIndexOf('@');
            String hosts = hosts(authority.substring(at + 1));
            if (database.isEmpty()) {
                throw wrong("names no database", FORM);
            }

            String userInfo = at < 0 ? "" : authority.substring(0, at);
            int colon = userInfo.indexOf(':');
            String user = decoded("the user's name", colon < 0 ? userInfo : userInfo.substring(0, colon));
            String password = colon < 0 ? "" : decoded("the password", userInfo.substring(colon + 1));
            String queryUser = query.remove("user");
            String queryPassword = query.remove("password");
            Map<String, String> parameters = new LinkedHashMap<>();
            query.forEach((name, value) -> {
                ConnectionParameter parameter = ConnectionParameter.of(origin, name, value);
                parameters.put(parameter.name(), parameter.value());
            });
            return new DatabaseUrl(
                    hosts,
                    database,
                    Optional.of(user.isEmpty() && queryUser != null ? queryUser : user)
                            .filter(name -> !name.isEmpty()),
                    Optional.of(password.isEmpty() && queryPassword != null ? queryPassword : password)
                            .filter(secret -> !secret.isEmpty()),
                    parameters);
        }

        private String afterScheme(String text) {
            for (String scheme : SCHEMES) {
                if (text.toLowerCase(Locale.ROOT).startsWith(scheme)) {
                    return text.substring(scheme.length());
                }
            }
            int end = text.indexOf("://");
            if (end > 0 && text.substring(0, end).matches("[A-Za-z0-9+.-]+")) {
                throw wrong("is not a PostgreSQL address: it begins with " + text.substring(0, end) + "://", FORM);
            }
            throw wrong("is not an address: it does not begin with postgresql://", FORM);
        }

        private String hosts(String text) {
            if (text.isEmpty()) {
                throw wrong("names no host", FORM);
            }
            return Arrays.stream(text.split(",", -1)).map(this::host).collect(Collectors.joining(","));
        }

        private String host(String text) {
            int portAt = text.lastIndexOf(':') > text.lastIndexOf(']') ? text.lastIndexOf(':') : -1;
            String host = decoded("the host", portAt < 0 ? text : text.substring(0, portAt));
            if (host.isEmpty()) {
                throw wrong("names no host", FORM);
            }
            if (host.startsWith("/")) {
                throw wrong("names a Unix socket, which Stopover cannot use", "Name a host and a port.");
            }
            if (!host.matches("\\[[0-9A-Fa-f:.%a-z]+]|[^\\s:\\[\\]@/?]+")) {
                throw wrong("has a host that is not one", "An IPv6 address stands in brackets: [::1]:5432.");
            }
            return portAt < 0 ? host : host + ":" + port(text.substring(portAt + 1));
        }

        private int port(String text) {
            if (text.matches("[0-9]{1,5}")) {
                int port = Integer.parseInt(text);
                if (port >= 1 && port <= 65535) {
                    return port;
                }
            }
            throw wrong(
                    "has a port that is not a number from 1 to 65535",
                    "Special characters in a password are written as %2F for '/', %40 for '@', %3A for ':'.");
        }

        private Map<String, String> query(String text) {
            Map<String, String> query = new LinkedHashMap<>();
            for (String pair : text.split("&", -1)) {
                if (pair.isEmpty()) {
                    continue;
                }
                int equals = pair.indexOf('=');
                if (equals <= 0) {
                    throw wrong("has a parameter without a value", "Write parameters as ?name=value&name=value.");
                }
                String name = decoded("a parameter's name", pair.substring(0, equals));
                String value = decoded("parameter " + name, pair.substring(equals + 1));
                if (query.put(name, value) != null) {
                    throw wrong("has parameter " + name + " twice", "Leave one of them.");
                }
            }
            return query;
        }

        private String decoded(String what, String text) {
            if (text.indexOf('%') < 0) {
                return text;
            }
            ByteBuffer bytes = ByteBuffer.allocate(text.length() * 4);
            for (int i = 0; i < text.length(); ) {
                if (text.charAt(i) != '%') {
                    int codePoint = text.codePointAt(i);
                    bytes.put(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                    i += Character.charCount(codePoint);
                } else if (text.substring(i).matches("(?s)%[0-9A-Fa-f]{2}.*")) {
                    bytes.put((byte) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 3;
                } else {
                    throw wrong("has a '%' in " + what + " that is no code", "Write a plain '%' as %25.");
                }
            }
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            } catch (CharacterCodingException e) {
                throw new UsageException(
                        origin + " has codes in " + what + " that are not UTF-8",
                        "Encode special characters as UTF-8.",
                        e);
            }
        }

        private UsageException wrong(String what, String remedy) {
            return new UsageException(origin + " " + what, remedy);
        }
    }
}

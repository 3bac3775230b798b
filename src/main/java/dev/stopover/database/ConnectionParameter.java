package dev.stopover.database;

import static java.util.Map.entry;

import dev.stopover.failure.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.postgresql.PGProperty;

/**
 * One parameter of a database's address, in the JDBC driver's name; libpq's names are understood too.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS">libpq's parameters</a>
 */
record ConnectionParameter(String name, String value) {
    private static final Map<String, String> LIBPQ_NAMES = Map.ofEntries(
            entry("channel_binding", "channelBinding"),
            entry("connect_timeout", "connectTimeout"),
            entry("gssencmode", "gssEncMode"),
            entry("keepalives", "tcpKeepAlive"),
            entry("krbsrvname", "kerberosServerName"),
            entry("load_balance_hosts", "loadBalanceHosts"),
            entry("sslnegotiation", "sslNegotiation"),
            entry("target_session_attrs", "targetServerType"));
    private static final Map<String, String> SESSION_ATTRIBUTES = Map.of(
            "any", "any",
            "primary", "primary",
            "read-write", "primary",
            "standby", "secondary",
            "read-only", "secondary",
            "prefer-standby", "preferSecondary");
    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final List<String> KEPT =
            List.of("ApplicationName", "application_name", "fallback_application_name");
    private static final List<String> IN_THE_ADDRESS =
            List.of("host", "hostaddr", "port", "dbname", "PGHOST", "PGPORT", "PGDBNAME");

    /**
     * Understands one parameter.
     *
     * @param origin where the address comes from, for messages
     * @throws UsageException when there is no such parameter, or its value cannot be right
     */
    static ConnectionParameter of(String origin, String name, String value) {
        if (KEPT.contains(name)) {
            throw new UsageException(
                    origin + " has parameter " + name + ", which Stopover sets itself",
                    "Remove it; connections are called stopover, with plan and phase.");
        }
        if (IN_THE_ADDRESS.contains(name)) {
            throw new UsageException(
                    origin + " has parameter " + name, "Write host, port and database before the '?'.");
        }
        String driverName = LIBPQ_NAMES.getOrDefault(name, name);
        if (PGProperty.forName(driverName) == null) {
            throw new UsageException(
                    origin + " has an unknown parameter " + name, "Did you mean " + nearest(name) + "?");
        }
        return new ConnectionParameter(driverName, driverValue(origin, name, value));
    }

    private static String driverValue(String origin, String name, String value) {
        switch (name) {
            case "sslmode" -> requireOneOf(origin, name, value, SSL_MODES);
            case "target_session_attrs" -> {
                requireOneOf(
                        origin,
                        name,
                        value,
                        SESSION_ATTRIBUTES.keySet().stream().sorted().toList());
                return SESSION_ATTRIBUTES.getOrDefault(value, value);
            }
            case "load_balance_hosts" -> {
                requireOneOf(origin, name, value, List.of("disable", "random"));
                return String.valueOf(value.equals("random"));
            }
            case "keepalives" -> {
                requireOneOf(origin, name, value, List.of("0", "1"));
                return String.valueOf(value.equals("1"));
            }
            case "connect_timeout", "connectTimeout", "loginTimeout", "socketTimeout" -> {
                if (!value.matches("[0-9]{1,6}")) {
                    throw new UsageException(
                            origin + " has " + name + "=" + value, "Write whole seconds, for example 10.");
                }
            }
            default -> {}
        }
        return value;
    }

    private static void requireOneOf(String origin, String name, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw new UsageException(
                    origin + " has " + name + "=" + value, "Write one of " + String.join(", ", allowed) + ".");
        }
    }

    private static String nearest(String name) {
        return Stream.concat(
                        LIBPQ_NAMES.keySet().stream(),
                        Stream.of(PGProperty.values()).map(PGProperty::getName))
                .min(Comparator.<String>comparingInt(known -> distance(known, name))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** Levenshtein's distance, without regard to case. */
    private static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                boolean same = Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + (same ? 0 : 1));
            }
            previous = current;
        }
        return previous[other.length()];
    }
}

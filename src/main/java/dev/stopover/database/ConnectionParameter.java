package dev.stopover.database;

import static java.util.Map.entry;

import dev.stopover.failure.UsageException;
import dev.stopover.plan.Suggestion;
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
            throw new UsageException(origin + " has an unknown parameter " + name, remedy(name));
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

    private static String remedy(String name) {
        List<String> known = Stream.concat(
                        LIBPQ_NAMES.keySet().stream(),
                        Stream.of(PGProperty.values()).map(PGProperty::getName))
                .toList();
        return Suggestion.nearest(name, known)
                .map(nearest -> "Did you mean " + nearest + "?")
                .orElse("Parameters have the names of PostgreSQL's JDBC driver, or of libpq.");
    }
}

package dev.stopover.backup;

import dev.stopover.database.DatabaseSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The address of a database as the environment of PostgreSQL's own programs, so that neither the password nor a path to
 * a key is among the arguments, which everybody on the machine can see.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-envars.html">libpq's environment variables</a>
 */
final class ConnectionVariables {
    private static final String DEFAULT_PORT = "5432";
    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("sslmode", "PGSSLMODE"),
            Map.entry("sslrootcert", "PGSSLROOTCERT"),
            Map.entry("sslcert", "PGSSLCERT"),
            Map.entry("sslkey", "PGSSLKEY"),
            Map.entry("sslNegotiation", "PGSSLNEGOTIATION"),
            Map.entry("channelBinding", "PGCHANNELBINDING"),
            Map.entry("gssEncMode", "PGGSSENCMODE"),
            Map.entry("kerberosServerName", "PGKRBSRVNAME"),
            Map.entry("connectTimeout", "PGCONNECT_TIMEOUT"),
            Map.entry("options", "PGOPTIONS"));
    private static final Map<String, String> SERVER_TYPES = Map.of(
            "primary", "read-write",
            "master", "read-write",
            "secondary", "standby",
            "slave", "standby",
            "preferSecondary", "prefer-standby",
            "preferSlave", "prefer-standby");

    private ConnectionVariables() {}

    /**
     * The variables.
     *
     * @param purpose shown in {@code pg_stat_activity}
     */
    static Map<String, String> of(DatabaseSettings settings, String purpose) {
        List<String> hosts = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (String address : Arrays.asList(settings.hosts().split(",", -1))) {
            int port = address.lastIndexOf(':') > address.lastIndexOf(']') ? address.lastIndexOf(':') : -1;
            hosts.add((port < 0 ? address : address.substring(0, port)).replaceAll("[\\[\\]]", ""));
            ports.add(port < 0 ? DEFAULT_PORT : address.substring(port + 1));
        }
        Map<String, String> variables = new HashMap<>();
        variables.put("PGHOST", String.join(",", hosts));
        variables.put("PGPORT", String.join(",", ports));
        variables.put("PGDATABASE", settings.database());
        variables.put("PGUSER", settings.user());
        variables.put("PGAPPNAME", "stopover " + purpose);
        variables.put("PGCLIENTENCODING", "UTF8");
        settings.password().ifPresent(password -> variables.put("PGPASSWORD", password));
        settings.parameters().forEach((name, value) -> {
            String variable = VARIABLES.get(name);
            if (variable != null) {
                variables.put(variable, value);
            } else if (name.equals("targetServerType")) {
                variables.put("PGTARGETSESSIONATTRS", SERVER_TYPES.getOrDefault(value, "any"));
            } else if (name.equals("ssl") && !value.equals("false")) {
                variables.putIfAbsent("PGSSLMODE", "verify-full");
            }
        });
        return Map.copyOf(variables);
    }
}

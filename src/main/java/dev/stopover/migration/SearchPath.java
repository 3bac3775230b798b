package dev.stopover.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The search path of scripts: as with stock Flyway the current schema comes first, then what the session has. */
final class SearchPath {
    private SearchPath() {}

    /**
     * Sets it for the session, and returns it. Flyway sets the same for each script with two more round trips, but
     * leaves a session alone that has it already.
     *
     * <p>A long statement sends nothing, so the server is asked to keep its connection alive across firewalls.
     */
    static String begin(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                        select set_config(
                          'search_path',
                          concat_ws(', ', quote_ident(current_schema()), nullif(current_setting('search_path'), '')),
                          false),
                               set_config('tcp_keepalives_idle', '60', false)
                        """);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }
}

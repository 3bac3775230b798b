package dev.stopover.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The session settings on which the value of an expression may depend: a timestamp becomes a timestamptz, a number or a
 * bytea becomes text. Rows must be moved and compared under the same ones, whatever the machine and its time zone, which
 * the driver would hand on to the server.
 */
public final class ValueSettings {
    private static final String SQL = """
            set timezone = 'UTC';
            set datestyle = 'ISO';
            set intervalstyle = 'iso_8601';
            set extra_float_digits = 1;
            set bytea_output = 'hex';
            set lc_monetary = 'C';
            """;

    private ValueSettings() {}

    /** Pins them until the connection is closed. */
    public static void pin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SQL);
        }
    }
}

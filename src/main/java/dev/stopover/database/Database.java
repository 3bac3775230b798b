package dev.stopover.database;

import dev.stopover.failure.StopoverException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.failure.UsageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** One database, and the connections to it. */
public final class Database {
    private static final int MAX_APPLICATION_NAME_BYTES = 63;

    private final DatabaseSettings settings;

    public Database(DatabaseSettings settings) {
        this.settings = settings;
    }

    public DatabaseSettings settings() {
        return settings;
    }

    /**
     * Opens a connection in autocommit mode.
     *
     * @param purpose what the connection is for, shown to other users as {@code stopover <purpose>} in
     *     {@code pg_stat_activity}: the plan and the phase
     * @throws UnreachableException when the server cannot be reached
     * @throws UsageException when the server refuses the user, the password or the database's name
     */
    public Connection connect(String purpose) {
        try {
            return open(purpose);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The same as {@link #connect} with the driver's own exception, for callers that retry. */
    public Connection open(String purpose) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "20");
        properties.putAll(settings.parameters());
        properties.setProperty("user", settings.user());
        settings.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", applicationName(purpose));
        Connection connection = new Driver().connect(settings.jdbcUrl(), properties);
        if (connection == null) {
            throw new SQLException("the driver does not know " + settings.jdbcUrl());
        }
        return connection;
    }

    /** Turns a failed attempt to connect into an error that says what to do. */
    public StopoverException failure(SQLException e) {
        String state = SqlState.of(e);
        if (state.equals(SqlState.INVALID_PASSWORD) || state.equals(SqlState.INVALID_AUTHORIZATION)) {
            return new UsageException(
                    "cannot sign in to " + settings.display() + ": " + e.getMessage(),
                    "Check --user and --password-file, or DATABASE_URL.",
                    e);
        }
        if (state.equals(SqlState.INVALID_CATALOG_NAME)) {
            return new UsageException(
                    "there is no such database: " + settings.display(), "Check the name after the host in --url.", e);
        }
        return new UnreachableException(
                "cannot reach " + settings.display() + ": " + e.getMessage(),
                "Check that the server runs and that host and port are right; the same command can be run again.",
                e);
    }

    private static String applicationName(String purpose) {
        String name = purpose.isEmpty() ? "stopover" : "stopover " + purpose;
        return name.length() <= MAX_APPLICATION_NAME_BYTES ? name : name.substring(0, MAX_APPLICATION_NAME_BYTES);
    }
}

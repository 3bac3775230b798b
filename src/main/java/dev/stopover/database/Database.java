package dev.stopover.database;

import dev.stopover.failure.StopoverException;
import dev.stopover.failure.UnreachableException;
import dev.stopover.failure.UsageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/** One database, and the connections to it. */
public final class Database {
    private static final int MAX_APPLICATION_NAME_BYTES = 63;

    /** What the driver is told unless the address says otherwise. The details of server errors carry values of rows. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "tcpKeepAlive", "true",
            "connectTimeout", "10",
            "loginTimeout", "20",
            "cancelSignalTimeout", "2",
            "logServerErrorDetail", "false");

    private final DatabaseSettings settings;
    private final Optional<OneTransaction> transaction;

    public Database(DatabaseSettings settings) {
        this(settings, Optional.empty());
    }

    private Database(DatabaseSettings settings, Optional<OneTransaction> transaction) {
        this.settings = settings;
        this.transaction = transaction;
    }

    /** The same database, each of whose connections is that transaction. */
    Database within(OneTransaction one) {
        return new Database(settings, Optional.of(one));
    }

    /** Whether all connections to it are one transaction. */
    public boolean isOneTransaction() {
        return transaction.isPresent();
    }

    /** The same database as others see it, when all connections to this one are one transaction. */
    public Database beside() {
        return transaction.isPresent() ? new Database(settings) : this;
    }

    public DatabaseSettings settings() {
        return settings;
    }

    /** The database of that name on the same server, for the same user. */
    public Database named(String name) {
        return new Database(new DatabaseSettings(
                settings.hosts(), name, settings.user(), settings.password(), settings.parameters()));
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
        return open(purpose, Map.of());
    }

    /**
     * The same for a connection whose statements are all short.
     *
     * @param answer how long to wait for the server's answer before the connection counts as lost; whole seconds
     */
    public Connection open(String purpose, Duration answer) throws SQLException {
        return open(purpose, Map.of("socketTimeout", String.valueOf(answer.toSeconds())));
    }

    private Connection open(String purpose, Map<String, String> own) throws SQLException {
        if (transaction.isPresent()) {
            return transaction.get().join();
        }
        Properties properties = new Properties();
        properties.putAll(parameters());
        properties.putAll(own);
        properties.setProperty("user", settings.user());
        settings.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", applicationName(purpose));
        Connection connection = new Driver().connect(settings.jdbcUrl(), properties);
        if (connection == null) {
            throw new SQLException("the driver does not know " + settings.jdbcUrl());
        }
        return connection;
    }

    /** The parameters of every connection to it, in the JDBC driver's names; for pools that open their own. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>(DEFAULTS);
        parameters.putAll(settings.parameters());
        return parameters;
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

    static String applicationName(String purpose) {
        String name = purpose.isEmpty() ? "stopover" : "stopover " + purpose;
        return name.length() <= MAX_APPLICATION_NAME_BYTES ? name : name.substring(0, MAX_APPLICATION_NAME_BYTES);
    }
}

package dev.stopover.migration;

import dev.stopover.database.Backoff;
import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.plan.Script;
import dev.stopover.plan.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/** Brings Stopover's own schema up to date, with a Flyway history of its own in that schema. */
public final class HistorySchema {
    private static final String SCHEMA = "stopover";
    private static final List<String> FILES = List.of("V1__history.sql");
    private static final Version LATEST = Version.of("1");

    /** Runners of different plans may come here at once; the key pair is this one's alone: "hist" in ASCII, and 0. */
    private static final int LOCK = 0x68697374;

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofMillis(500));

    private HistorySchema() {}

    /**
     * Creates the schema or brings it up to date; one query when it is.
     *
     * @throws BlockedException when a newer version of Stopover has been here
     */
    public static void migrate(Database database, Connection connection, StopSignal stop) throws SQLException {
        if (isCurrent(connection)) {
            return;
        }
        for (int attempt = 1; !tryLock(connection); attempt++) {
            stop.pause(BACKOFF.before(attempt));
        }
        try (FlywayDataSource source = new FlywayDataSource(database, "history", stop)) {
            if (!isCurrent(connection)) {
                FlywayConfigurations.of(
                                FILES.stream().map(HistorySchema::script).toList(), source)
                        .defaultSchema(SCHEMA)
                        .schemas(SCHEMA)
                        .createSchemas(true)
                        .load()
                        .migrate();
            }
        } catch (FlywayException e) {
            stop.check();
            throw FlywayRuns.failure(e);
        } finally {
            unlock(connection);
        }
    }

    private static boolean isCurrent(Connection connection) throws SQLException {
        Optional<Version> version = version(connection);
        if (version.filter(found -> found.compareTo(LATEST) > 0).isPresent()) {
            throw new BlockedException(
                    "the schema stopover has version " + version.get() + ", and this program knows " + LATEST,
                    "Use the newer program that has been here before.");
        }
        return version.isPresent() && version.get().equals(LATEST);
    }

    private static Optional<Version> version(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                        select version
                        from stopover.flyway_schema_history
                        where success
                          and version is not null
                        order by installed_rank desc
                        limit 1
                        """);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(Version.of(rows.getString(1))) : Optional.empty();
        } catch (SQLException e) {
            String state = SqlState.of(e);
            if (state.equals(SqlState.UNDEFINED_TABLE) || state.equals(SqlState.INVALID_SCHEMA_NAME)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean tryLock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ", 0)")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    private static void unlock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + LOCK + ", 0)");
        }
    }

    private static Script script(String file) {
        String version = file.substring(1, file.indexOf("__"));
        String description = file.substring(file.indexOf("__") + 2, file.length() - ".sql".length());
        try (InputStream stream =
                Objects.requireNonNull(HistorySchema.class.getResourceAsStream("/db/stopover/" + file), file)) {
            String sql = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new Script(Version.of(version), description, file, sql, Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.stopover.migration;

import dev.stopover.database.AdvisoryLock;
import dev.stopover.database.Backoff;
import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.UnreachableException;
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

    /** Runners of different plans may come here at once; the first key is "hist" in ASCII. */
    private static final AdvisoryLock LOCK = new AdvisoryLock(0x68697374, "");

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofMillis(500));

    private HistorySchema() {}

    /**
     * Creates the schema or brings it up to date; one query when it is.
     *
     * @param wait how long to wait for another runner that does the same
     * @throws BlockedException when a newer version of Stopover has been here
     * @throws UnreachableException when the other runner took longer
     */
    public static void migrate(Database database, Connection connection, StopSignal stop, Duration wait)
            throws SQLException {
        if (isCurrent(connection)) {
            return;
        }
        lock(connection, stop, wait);
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
            try (StopSignal.Watch spared = stop.spare(connection)) {
                LOCK.release(connection);
            }
        }
    }

    private static void lock(Connection connection, StopSignal stop, Duration wait) throws SQLException {
        long givesUpAt = System.nanoTime() + wait.toNanos();
        for (int attempt = 1; !LOCK.tryTake(connection); attempt++) {
            if (System.nanoTime() - givesUpAt > 0) {
                throw new UnreachableException(
                        "the schema stopover is being made or brought up to date by "
                                + LOCK.holder(connection).orElse("another runner") + ", and was not ready within "
                                + wait.toSeconds() + " s",
                        "Wait for that session, or end it with pg_terminate_backend. Then run the same command again.");
            }
            stop.pause(BACKOFF.before(attempt));
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

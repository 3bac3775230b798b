package dev.stopover.throttle;

import dev.stopover.database.SqlState;
import dev.stopover.plan.Ceiling;
import dev.stopover.plan.LoadReading;
import dev.stopover.plan.TableName;
import dev.stopover.plan.ThrottleLimits;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All readings that are taken for one run, over one connection. */
final class Readings {
    static final Duration LIMIT = Duration.ofSeconds(1);

    private final Connection connection;
    private final List<Reading> readings = new ArrayList<>();

    /**
     * Those that nobody has asked for are left out where the role may not take them: the preflight has said so.
     *
     * @param connection in autocommit mode; its statements are limited in time from now on
     */
    Readings(Connection connection, ThrottleLimits limits, List<TableName> tables) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    set statement_timeout = %1$d;
                    set lock_timeout = %1$d;
                    set idle_session_timeout = 0
                    """.formatted(LIMIT.toMillis()));
        }
        Set<LoadReading> missing = ReadingRights.missing(connection);
        for (LoadReading kind : LoadReading.values()) {
            Optional<Ceiling> given = limits.given(kind);
            boolean taken = given.map(ceiling -> ceiling.atMost().isPresent()).orElse(!missing.contains(kind));
            if (taken) {
                long atMost = given.isPresent()
                        ? given.get().atMost().orElseThrow()
                        : kind.usual().orElse(halfOfTheConnections());
                readings.add(new ServerReading(kind, atMost, tables));
            }
        }
        limits.query().ifPresent(query -> readings.add(new QueryReading(query, LIMIT)));
    }

    /**
     * Takes them all. One that cannot be taken counts as too high.
     *
     * @throws SQLException only when the connection is lost
     */
    Verdict take() throws SQLException {
        List<Cause> causes = new ArrayList<>();
        for (Reading reading : readings) {
            take(reading).ifPresent(text -> causes.add(new Cause(reading.key(), reading.stops(), text)));
        }
        return new Verdict(causes);
    }

    private Optional<String> take(Reading reading) throws SQLException {
        try {
            return reading.take(connection);
        } catch (SQLException e) {
            if (SqlState.isConnectionLoss(SqlState.of(e)) || connection.isClosed()) {
                throw e;
            }
            return Optional.of(reading.key() + " cannot be read: " + e.getMessage());
        }
    }

    private long halfOfTheConnections() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('max_connections')::integer / 2")) {
            row.next();
            return row.getLong(1);
        }
    }
}

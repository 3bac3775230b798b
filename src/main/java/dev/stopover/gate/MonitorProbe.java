package dev.stopover.gate;

import dev.stopover.database.AuthorQuery;
import dev.stopover.database.Measurement;
import dev.stopover.history.MonitorSample;
import dev.stopover.plan.Monitor;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Takes one sample of a monitor. A query that fails, takes too long or gives no number is out of bounds. */
final class MonitorProbe {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private MonitorProbe() {}

    /** @throws SQLException only when the connection is lost, which says nothing about the monitor */
    static MonitorSample sample(Connection connection, String phase, Monitor monitor) throws SQLException {
        Measurement found = AuthorQuery.measure(connection, monitor.sql(), monitor.bound(), limit(monitor.every()));
        Optional<BigDecimal> value = found.number();
        return new MonitorSample(
                phase,
                monitor.name(),
                value,
                found.expected(),
                found.within() && value.isPresent(),
                value.isPresent() ? Optional.empty() : Optional.of(why(found)));
    }

    /** As long as there is until the next sample, within reason. */
    private static Duration limit(Duration every) {
        Duration atLeast = every.compareTo(SHORTEST) < 0 ? SHORTEST : every;
        return atLeast.compareTo(LONGEST) < 0 ? atLeast : LONGEST;
    }

    private static String why(Measurement found) {
        return found.detail().isEmpty() ? "not a number: " + found.actual() : found.actual() + ": " + found.detail();
    }
}

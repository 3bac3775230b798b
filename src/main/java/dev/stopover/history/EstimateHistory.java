package dev.stopover.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** How long phases took before, to tell when one takes too long. */
public final class EstimateHistory {
    private EstimateHistory() {}

    /** Where a duration was learned. */
    public enum Source {
        REHEARSAL,
        RUN;

        /** The word in the database. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A duration and where it was learned. */
    public record Learned(Source source, Duration took) {}

    /**
     * Adds to the transaction at hand how long a phase took from its start to its end, without an interruption between.
     *
     * @return how many rows were written, always 1
     */
    public static int learn(Connection connection, String plan, String phase, Source source, Duration took)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                insert into stopover.estimate (plan, phase, source, took)
                values (?, ?, ?, make_interval(secs => ?))
                """)) {
            statement.setString(1, plan);
            statement.setString(2, phase);
            statement.setString(3, source.word());
            statement.setDouble(4, took.toMillis() / 1000.0);
            return statement.executeUpdate();
        }
    }

    /** The longer of what was learned last from a rehearsal and last from a run. */
    public static Optional<Learned> longest(Connection connection, String plan, String phase) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select source, (extract(epoch from took) * 1000)::bigint as millis
                from (
                  select distinct on (source) source, took
                  from stopover.estimate
                  where plan = ?
                    and phase = ?
                  order by source, id desc) latest
                order by millis desc
                limit 1
                """)) {
            statement.setString(1, plan);
            statement.setString(2, phase);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Learned(
                                Source.valueOf(rows.getString(1).toUpperCase(Locale.ROOT)),
                                Duration.ofMillis(rows.getLong(2))))
                        : Optional.empty();
            }
        }
    }
}

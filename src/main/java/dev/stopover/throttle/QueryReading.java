package dev.stopover.throttle;

import dev.stopover.database.AuthorQuery;
import dev.stopover.database.Measurement;
import dev.stopover.plan.LoadQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** What a plan's author looks at. A query that fails, takes too long or gives no number is out of bounds. */
record QueryReading(LoadQuery query, Duration limit) implements Reading {
    @Override
    public String key() {
        return "query";
    }

    @Override
    public boolean stops() {
        return true;
    }

    @Override
    public Optional<String> take(Connection connection) throws SQLException {
        Measurement found = AuthorQuery.measure(connection, query.sql(), query.bound(), limit);
        if (found.within() && found.number().isPresent()) {
            return Optional.empty();
        }
        return Optional.of("the plan's throttle query gives " + found.actual()
                + (found.detail().isEmpty() ? ", and should give " + found.expected() : ": " + found.detail()));
    }
}

package dev.stopover.compare;

import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.StopoverException;
import dev.stopover.plan.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures a plan's queries on the old schema and on the new one: on one database while it has both, or on two. Only
 * reads. The sides take turns, so that whatever else the machine does meets both.
 */
public final class QueryComparison {
    private static final int MOST_PARAMETERS = 10_000;

    private final Database before;
    private final Database after;
    private final ComparisonSettings settings;
    private final StopSignal stop;

    /**
     * @param before the database with the old schema
     * @param after the database with the new schema, which may be the same
     */
    public QueryComparison(Database before, Database after, ComparisonSettings settings, StopSignal stop) {
        this.before = before;
        this.after = after;
        this.settings = settings;
        this.stop = stop;
    }

    /**
     * Measures the queries one after the other.
     *
     * @throws BlockedException when a query cannot be executed
     */
    public List<ComparedQuery> run(List<Query> queries) {
        try (Connection old = before.connect("compare");
                Connection young = after.connect("compare");
                StopSignal.Watch oldWatch = stop.watch(old);
                StopSignal.Watch youngWatch = stop.watch(young)) {
            prepare(old);
            prepare(young);
            List<ComparedQuery> compared = new ArrayList<>();
            for (Query query : queries) {
                stop.check();
                compared.add(compare(query, old, young));
            }
            return compared;
        } catch (SQLException e) {
            stop.check();
            throw before.failure(e);
        }
    }

    private ComparedQuery compare(Query query, Connection old, Connection young) throws SQLException {
        try {
            List<List<@Nullable String>> values = values(query, old);
            try (MeasuredQuery one = new MeasuredQuery(old, query.before());
                    MeasuredQuery other = new MeasuredQuery(young, query.after())) {
                for (int i = 0; i < settings.warmUp(); i++) {
                    stop.check();
                    one.warmUp(values.get(i % values.size()));
                    other.warmUp(values.get(i % values.size()));
                }
                for (int i = 0; i < settings.executions(); i++) {
                    stop.check();
                    MeasuredQuery first = i % 2 == 0 ? one : other;
                    MeasuredQuery second = i % 2 == 0 ? other : one;
                    first.measure(values.get(i % values.size()));
                    second.measure(values.get(i % values.size()));
                }
                return new ComparedQuery(
                        query.name(),
                        settings.executions(),
                        query.atMost()
                                .map(limit -> other.slowerThan(one, limit))
                                .orElse(0),
                        one.side(values.get(0)),
                        other.side(values.get(0)),
                        query.atMost());
            }
        } catch (SQLException e) {
            stop.check();
            if (SqlState.isConnectionLoss(SqlState.of(e))) {
                throw e;
            }
            throw failed(query, e);
        }
    }

    private StopoverException failed(Query query, SQLException e) {
        boolean missing = SqlState.of(e).equals(SqlState.UNDEFINED_TABLE)
                || SqlState.of(e).equals(SqlState.UNDEFINED_COLUMN);
        return new BlockedException(
                "query \"" + query.name() + "\" cannot be executed: " + e.getMessage(),
                missing
                        ? "A database has both schemas from the end of migrate until contract. Otherwise name the one with"
                                + " the old schema by --before-url, for example a restored dump."
                        : "Mend the query in plan.yaml, or give it more time with --timeout.",
                e);
    }

    /** One empty list of values for a query without parameters. */
    private static List<List<@Nullable String>> values(Query query, Connection connection) throws SQLException {
        if (query.parameters().isEmpty()) {
            return List.of(List.of());
        }
        List<List<@Nullable String>> values = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setMaxRows(MOST_PARAMETERS);
            try (ResultSet rows = statement.executeQuery(query.parameters().orElseThrow())) {
                int columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    List<@Nullable String> row = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        row.add(rows.getString(column));
                    }
                    values.add(row);
                }
            }
        }
        if (values.isEmpty()) {
            throw new BlockedException(
                    "the parameters of query \"" + query.name()
                            + "\" have no row, so there is nothing to execute it with",
                    "Compare on a database with rows, or mend \"parameters\" in plan.yaml.");
        }
        return values;
    }

    /** An application's driver mostly lets the server plan with the values at hand, so neither side may switch to a general plan. */
    private void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set default_transaction_read_only = on");
            statement.execute("set plan_cache_mode = force_custom_plan");
            statement.execute("set lock_timeout = '5s'");
            statement.execute("set statement_timeout = " + settings.timeout().toMillis());
        }
    }
}

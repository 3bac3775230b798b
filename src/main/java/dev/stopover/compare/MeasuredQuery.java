package dev.stopover.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stopover.database.Identifier;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One side of a query, prepared on its connection. The server prepares it and not the driver, since only so can its plan be
 * explained with the very values that it is executed with.
 */
final class MeasuredQuery implements AutoCloseable {
    private static final String NAME = "stopover_compare";

    private final Statement statement;
    private final List<Duration> times = new ArrayList<>();
    private long rows;

    MeasuredQuery(Connection connection, String sql) throws SQLException {
        this.statement = connection.createStatement();
        // Braces and question marks are the author's SQL here, not the driver's.
        statement.setEscapeProcessing(false);
        statement.execute("prepare " + NAME + " as\n" + sql);
    }

    /** Executes it without looking at the clock. */
    void warmUp(List<@Nullable String> values) throws SQLException {
        fetch(execute(values));
    }

    /** Executes it, from the moment it is sent until the last row is here. */
    void measure(List<@Nullable String> values) throws SQLException {
        String sql = execute(values);
        long begin = System.nanoTime();
        long fetched = fetch(sql);
        times.add(Duration.ofNanos(System.nanoTime() - begin));
        rows += fetched;
    }

    /** In how many executions this side took more than so many times as long as the other in the one beside it. */
    int slowerThan(MeasuredQuery other, BigDecimal limit) {
        return (int) IntStream.range(0, times.size())
                .filter(i -> times.get(i).toNanos()
                        > limit.doubleValue() * other.times.get(i).toNanos())
                .count();
    }

    /** What was measured, and the plan of one more execution. */
    Side side(List<@Nullable String> values) throws SQLException {
        List<String> plan = texts("explain (analyze, buffers, costs off, timing off, summary off) " + execute(values));
        String json = String.join("\n", texts("explain (analyze, buffers, format json) " + execute(values)));
        return new Side(new Latencies(times), rows, plan, buffers(json));
    }

    private static Side.Buffers buffers(String json) {
        try {
            JsonNode node = new ObjectMapper().readTree(json).path(0).path("Plan");
            return new Side.Buffers(
                    node.path("Shared Hit Blocks").asLong(),
                    node.path("Shared Read Blocks").asLong());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the server's explain is no JSON: " + json, e);
        }
    }

    private static String execute(List<@Nullable String> values) {
        return "execute " + NAME
                + (values.isEmpty()
                        ? ""
                        : values.stream()
                                .map(value -> value == null ? "null" : Identifier.literal(value))
                                .collect(Collectors.joining(", ", "(", ")")));
    }

    private long fetch(String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            long fetched = 0;
            while (result.next()) {
                fetched++;
            }
            return fetched;
        }
    }

    private List<String> texts(String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (result.next()) {
                texts.add(result.getString(1));
            }
            return texts;
        }
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            statement.execute("deallocate " + NAME);
        }
    }
}

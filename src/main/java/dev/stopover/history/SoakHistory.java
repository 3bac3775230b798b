package dev.stopover.history;

import dev.stopover.database.SqlState;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells which phases soak, by the database's clock, and records that one of them tripped. */
public final class SoakHistory {
    /** So that these locks meet no others: "trip" in ASCII. */
    private static final int NAMESPACE = 0x74726970;

    private SoakHistory() {}

    /**
     * The phases that soak.
     *
     * @param awaited whether a phase with a soak has still to complete
     */
    public record Soaking(List<Until> phases, boolean awaited) {
        public Soaking {
            phases = List.copyOf(phases);
        }

        /** A phase that soaks and the end of its soak. */
        public record Until(Phase phase, Instant end) {}
    }

    /** Reads it; where the plan was never run, nothing soaks yet. */
    public static Soaking read(Connection connection, Plan plan) throws SQLException {
        List<Phase> withSoak = plan.phases().stream()
                .filter(phase -> phase.soak().compareTo(Duration.ZERO) > 0)
                .toList();
        Map<String, Completion> completions = completions(connection, plan);
        List<Soaking.Until> soaking = new ArrayList<>();
        for (Phase phase : withSoak) {
            Optional.ofNullable(completions.get(phase.name()))
                    .filter(completion -> completion.age().compareTo(phase.soak()) < 0)
                    .ifPresent(completion ->
                            soaking.add(new Soaking.Until(phase, completion.at().plus(phase.soak()))));
        }
        return new Soaking(soaking, withSoak.stream().anyMatch(phase -> !completions.containsKey(phase.name())));
    }

    /** What tripped since the phase was completed, if something did. */
    public static Optional<String> tripped(Connection connection, Plan plan, Phase phase, String eventKind)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select e.message
                from stopover.event e
                join stopover.phase p on p.plan = e.plan and p.name = e.phase
                where p.plan = ?
                  and p.name = ?
                  and p.state = 'completed'
                  and e.kind = ?
                  and e.at > p.completed_at
                order by e.id
                limit 1
                """)) {
            statement.setString(1, plan.name());
            statement.setString(2, phase.name());
            statement.setString(3, eventKind);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Records, once for all who watch, that a phase tripped while it soaked. */
    public static void recordTrip(Connection connection, Plan plan, Phase phase, String eventKind, String message)
            throws SQLException {
        Transaction.plain(connection, () -> {
            try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?, hashtext(?))")) {
                lock.setInt(1, NAMESPACE);
                lock.setString(2, plan.name() + '/' + phase.name());
                lock.execute();
            }
            return tripped(connection, plan, phase, eventKind).isPresent()
                    ? 0
                    : EventHistory.record(connection, plan.name(), phase.name(), eventKind, message);
        });
    }

    private record Completion(Instant at, Duration age) {}

    private static Map<String, Completion> completions(Connection connection, Plan plan) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select name, completed_at, (extract(epoch from clock_timestamp() - completed_at) * 1000)::bigint
                from stopover.phase
                where plan = ?
                  and state = 'completed'
                """)) {
            statement.setString(1, plan.name());
            Map<String, Completion> completions = new HashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    completions.put(
                            rows.getString(1),
                            new Completion(
                                    rows.getObject(2, OffsetDateTime.class).toInstant(),
                                    Duration.ofMillis(rows.getLong(3))));
                }
            }
            return completions;
        } catch (SQLException e) {
            String state = SqlState.of(e);
            if (state.equals(SqlState.UNDEFINED_TABLE) || state.equals(SqlState.INVALID_SCHEMA_NAME)) {
                return Map.of();
            }
            throw e;
        }
    }
}

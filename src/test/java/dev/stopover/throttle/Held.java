package dev.stopover.throttle;

import dev.stopover.database.Database;
import dev.stopover.database.StopSignal;
import dev.stopover.plan.Ceiling;
import dev.stopover.plan.LoadQuery;
import dev.stopover.plan.LoadReading;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Position;
import dev.stopover.plan.Risk;
import dev.stopover.plan.ThrottleLimits;
import dev.stopover.plan.Transfer;
import dev.stopover.plan.Tripwires;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A throttle over a database, and somebody who waits for it; it keeps what it is told. */
final class Held implements AutoCloseable, ThrottleListener {
    /** Nothing is looked at unless a test says so. */
    static final ThrottleLimits BLIND = all(Ceiling.NONE);

    final StopSignal stop = new StopSignal();
    final HeldTime time = new HeldTime();
    final List<Verdict> verdicts = new CopyOnWriteArrayList<>();
    final List<Verdict> records = new CopyOnWriteArrayList<>();
    final Throttle throttle;

    Held(Database database, ThrottleLimits limits, Transfer... transfers) {
        this.throttle = new Throttle(database, plan(phase(transfers)), phase(transfers), limits, stop, time, this);
    }

    static ThrottleLimits only(LoadReading reading, long atMost) {
        return BLIND.overriddenBy(new ThrottleLimits(Map.of(reading, Ceiling.of(atMost)), Optional.empty()));
    }

    static ThrottleLimits only(LoadQuery query) {
        return BLIND.overriddenBy(new ThrottleLimits(Map.of(), Optional.of(query)));
    }

    private static ThrottleLimits all(Ceiling ceiling) {
        Map<LoadReading, Ceiling> ceilings = new EnumMap<>(LoadReading.class);
        for (LoadReading reading : LoadReading.values()) {
            ceilings.put(reading, ceiling);
        }
        return new ThrottleLimits(ceilings, Optional.empty());
    }

    static Plan plan(Phase phase) {
        return new Plan("trip", "Trip", Optional.empty(), true, List.of(phase), Tripwires.DEFAULT, "hash");
    }

    static Phase phase(Transfer... transfers) {
        return new Phase(
                "migrate",
                PhaseKind.MIGRATE,
                "Migrate",
                Risk.LOW,
                Optional.empty(),
                false,
                Duration.ZERO,
                Set.of(),
                false,
                List.of(),
                List.of(transfers),
                List.of(),
                List.of(),
                List.of(),
                new Position("plan.yaml", 3, 5));
    }

    /** Asks for the next chunk, on a thread of its own. */
    CompletableFuture<Void> next() {
        return CompletableFuture.runAsync(() -> throttle.await(Duration.ZERO, () -> false));
    }

    /** Why rows wait just now, or go slower. */
    String reason() {
        return verdicts.isEmpty() ? "" : verdicts.get(verdicts.size() - 1).reason();
    }

    /** A connection as the application has it: not one of ours. */
    static Connection application(Database database) throws SQLException {
        return DriverManager.getConnection(
                database.settings().jdbcUrl() + "?ApplicationName=shop",
                database.settings().user(),
                "");
    }

    /** Runs a statement that takes its time, as the application does. */
    static CompletableFuture<Void> running(Connection connection, String sql) {
        return CompletableFuture.runAsync(() -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        });
    }

    @Override
    public void changed(Verdict verdict) {
        verdicts.add(verdict);
    }

    @Override
    public void record(Connection connection, Verdict verdict) {
        records.add(verdict);
    }

    @Override
    public void close() {
        throttle.close();
    }
}

package dev.stopover.run;

import static dev.stopover.run.Trip.phase;
import static dev.stopover.run.Trip.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopover.plan.Bound;
import dev.stopover.plan.Ceiling;
import dev.stopover.plan.LoadQuery;
import dev.stopover.plan.LoadReading;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Position;
import dev.stopover.plan.Risk;
import dev.stopover.plan.ThrottleLimits;
import dev.stopover.plan.Tripwires;
import dev.stopover.plan.Version;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class ThrottledRunTest {
    /** Whatever else runs on this server. */
    static final ThrottleLimits NOTHING_USUAL = none();

    private final Trip trip = new Trip();

    @Test
    void saysEverywhereWhyItHoldsBackGoesOnByItselfAndTripsOverNoTimeThatItWaited() throws SQLException {
        // Given
        trip.execute("create table load as select 7 as jobs");
        Duration allowed = Duration.ofSeconds(4);
        Plan plan = new Plan(
                "trip",
                "Trip",
                Optional.of(Version.of("0")),
                true,
                false,
                List.of(phaseOf(allowed)),
                new Tripwires(1, allowed, 0),
                List.of(),
                NOTHING_USUAL.overriddenBy(query("select jobs from load")),
                "1");
        List<String> log = new CopyOnWriteArrayList<>();
        trip.progress.onEvent(log::add);

        // When
        CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> trip.migrate(plan));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> trip.texts("select count(*) from pg_class where relname = 'run'")
                                .equals(List.of("1"))
                        && !trip.texts("""
                        select throttled
                        from stopover.run
                        where throttled_since < clock_timestamp() - interval '5 seconds'
                        """).isEmpty());
        List<String> recorded = trip.texts("select throttled from stopover.run");
        Optional<String> shown = trip.progress.view().throttled();
        boolean moved = trip.texts("select 1 from b").isEmpty();
        trip.execute("update load set jobs = 0");
        run.join();

        // Then
        String reason = "the plan's throttle query gives 7, and should give at most 0";
        assertThat(recorded).containsExactly(reason);
        assertThat(shown).contains(reason);
        assertThat(moved).as("nothing was moved").isTrue();
        assertThat(log).contains("holding back: " + reason, "going on at full pace");
        assertThat(trip.texts("select kind from stopover.event where kind like 'throttle%' order by id"))
                .containsExactly("throttled", "throttle-over");
        assertThat(trip.texts("select throttled from stopover.run")).containsOnlyNulls();
        assertThat(trip.progress.view().throttled()).isEmpty();
        assertThat(trip.texts("select took < interval '5 seconds' from stopover.estimate"))
                .as("what was waited is not learned")
                .containsExactly("t");
        assertThat(trip.texts("select count(*) from b")).containsExactly("10");
    }

    @Test
    void whatTheRunIsToldComesBeforeThePlan() throws SQLException {
        // Given
        Plan plan = new Plan(
                "trip",
                "Trip",
                Optional.empty(),
                true,
                false,
                List.of(phase("expand", Trip.TABLES, transfer("s.id"))),
                Tripwires.DEFAULT,
                List.of(),
                NOTHING_USUAL.overriddenBy(query("select 1")),
                "1");

        // When
        trip.migrate(plan, RunSettings.DEFAULT.withThrottle(query("select 0")));

        // Then
        assertThat(trip.texts("select count(*) from b")).containsExactly("10");
    }

    static ThrottleLimits query(String sql) {
        return new ThrottleLimits(Map.of(), Optional.of(new LoadQuery(sql, new Bound.AtMost(BigDecimal.ZERO))));
    }

    private static ThrottleLimits none() {
        Map<LoadReading, Ceiling> ceilings = new EnumMap<>(LoadReading.class);
        for (LoadReading reading : LoadReading.values()) {
            ceilings.put(reading, Ceiling.NONE);
        }
        return new ThrottleLimits(ceilings, Optional.empty());
    }

    private static Phase phaseOf(Duration estimate) {
        return new Phase(
                "expand",
                PhaseKind.EXPAND,
                "expand",
                Risk.LOW,
                Optional.of(estimate),
                false,
                Duration.ZERO,
                Set.of(),
                false,
                List.of(Trip.script("1", "expand", Trip.TABLES)),
                List.of(transfer("s.id")),
                List.of(),
                List.of(),
                List.of(),
                new Position("plan.yaml", 1, 1));
    }
}

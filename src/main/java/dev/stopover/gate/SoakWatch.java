package dev.stopover.gate;

import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.BlockedException;
import dev.stopover.failure.FailedException;
import dev.stopover.gate.SoakReport.Reading;
import dev.stopover.gate.SoakReport.SoakingPhase;
import dev.stopover.history.MonitorHistory;
import dev.stopover.history.MonitorSample;
import dev.stopover.history.SoakHistory;
import dev.stopover.history.SoakHistory.Soaking;
import dev.stopover.plan.Monitor;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Samples the monitors of the phases that soak, records the series, and has a phase rolled back when one of its monitors
 * was out of bounds so many times in a row. Several may watch at once: what one has just sampled the others take over.
 */
public final class SoakWatch {
    private static final Logger LOG = Logger.getLogger(SoakWatch.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Cron jobs do not begin on the second; a sample this much early still counts as the next one. */
    private static final double EARLY = 0.75;

    private final Database database;
    private final StopSignal stop;
    private final Rollback rollback;

    public SoakWatch(Database database, StopSignal stop, Rollback rollback) {
        this.database = database;
        this.stop = stop;
        this.rollback = rollback;
    }

    /**
     * Samples once every monitor that is due.
     *
     * @throws dev.stopover.failure.UnreachableException when the database is not there
     */
    public SoakReport once(Plan plan) {
        try {
            return look(plan, EARLY);
        } catch (SQLException e) {
            stop.check();
            throw database.failure(e);
        }
    }

    /**
     * Goes on until the soak of every phase of the plan is over, or one has tripped. While the database is not there, it
     * waits for it.
     *
     * @param told each time something was looked at
     */
    public SoakReport untilOver(Plan plan, Consumer<SoakReport> told) {
        while (true) {
            stop.check();
            try {
                SoakReport report = look(plan, 1);
                told.accept(report);
                if (report.over() || report.trip().isPresent()) {
                    return report;
                }
            } catch (SQLException e) {
                stop.check();
                if (!SqlState.isConnectionLoss(SqlState.of(e))) {
                    throw database.failure(e);
                }
                LOG.warnf("nothing is watched just now: %s", e.getMessage());
            }
            stop.pause(pause(plan));
        }
    }

    /** Short enough to meet each sample in time. */
    private static Duration pause(Plan plan) {
        return plan.phases().stream()
                .flatMap(phase -> phase.monitors().stream())
                .map(monitor -> monitor.every().dividedBy(4))
                .filter(quarter -> quarter.compareTo(LONGEST_PAUSE) < 0)
                .min(Duration::compareTo)
                .orElse(LONGEST_PAUSE);
    }

    /** @param share how much of a monitor's interval must have passed since its last sample */
    private SoakReport look(Plan plan, double share) throws SQLException {
        try (Connection connection = database.open(plan.name() + " watch");
                StopSignal.Watch cancelled = stop.watch(connection)) {
            Soaking soaking = SoakHistory.read(connection, plan);
            List<SoakingPhase> phases = new ArrayList<>();
            for (Soaking.Until until : soaking.phases()) {
                Phase phase = until.phase();
                List<Reading> readings = new ArrayList<>();
                Optional<Trip> trip = SoakHistory.tripped(connection, plan, phase, Trip.EVENT)
                        .map(message -> new Trip(phase.name(), Trip.Kind.MONITOR, message));
                for (Monitor monitor : phase.monitors()) {
                    Reading reading = read(connection, plan, phase, monitor, share);
                    readings.add(reading);
                    if (trip.isEmpty() && reading.inARow() >= monitor.rollBackAfter()) {
                        trip = Optional.of(Trip.monitor(
                                phase.name(),
                                monitor.name(),
                                reading.sample().bound(),
                                MonitorHistory.outOfBoundsSoaking(connection, plan.name(), reading.sample())));
                    }
                }
                phases.add(new SoakingPhase(phase.name(), until.end(), readings));
                if (trip.isPresent()) {
                    stop.check();
                    SoakHistory.recordTrip(
                            connection, plan, phase, Trip.EVENT, trip.get().message());
                    rollBack(plan, phase, trip.get());
                    return new SoakReport(plan.name(), phases, false, trip);
                }
            }
            return new SoakReport(plan.name(), phases, soaking.awaited(), Optional.empty());
        }
    }

    private void rollBack(Plan plan, Phase phase, Trip trip) {
        try {
            rollback.rollBack(plan, phase);
        } catch (BlockedException refused) {
            throw new FailedException(
                    trip.message() + "; the phase was not rolled back: " + refused.getMessage(),
                    refused.remedy(),
                    refused);
        }
    }

    private Reading read(Connection connection, Plan plan, Phase phase, Monitor monitor, double share)
            throws SQLException {
        Duration apart = Duration.ofMillis((long) (monitor.every().toMillis() * share));
        Optional<MonitorSample> recent =
                MonitorHistory.within(connection, plan.name(), phase.name(), monitor.name(), apart);
        MonitorSample sample =
                recent.isPresent() ? recent.get() : MonitorProbe.sample(connection, phase.name(), monitor);
        stop.check();
        if (recent.isEmpty()) {
            MonitorHistory.recordSoaking(connection, plan.name(), sample, apart);
        }
        int inARow = MonitorHistory.outOfBoundsSoaking(connection, plan.name(), sample)
                .size();
        return new Reading(sample, inARow, monitor.rollBackAfter());
    }
}

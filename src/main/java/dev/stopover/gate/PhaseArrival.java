package dev.stopover.gate;

import dev.stopover.database.Backoff;
import dev.stopover.database.Database;
import dev.stopover.database.SqlState;
import dev.stopover.database.StopSignal;
import dev.stopover.failure.UnreachableException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.Plan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Waits until a phase is completed. The database need not be there yet, nor the plan have been run, nor the role have
 * been granted what it needs; only a refused sign-in ends the wait, since no run changes that. A connection is opened for
 * each look, since many pods wait at once.
 */
public final class PhaseArrival {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));

    private final Database database;
    private final StopSignal stop;
    private final Consumer<String> told;

    /** @param told what is waited for, each time that changes */
    public PhaseArrival(Database database, StopSignal stop, Consumer<String> told) {
        this.database = database;
        this.stop = stop;
        this.told = told;
    }

    /**
     * Returns when the phase is completed.
     *
     * @throws UnreachableException when it is not within that time
     */
    public void await(Plan plan, Phase phase, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        String before = "";
        for (int attempt = 1; ; attempt++) {
            String state = state(plan, phase);
            if (state.equals("completed")) {
                return;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new UnreachableException(
                        "phase " + phase.name() + " of plan " + plan.name() + " was not completed within "
                                + timeout.toSeconds() + " s: " + state,
                        "See stopover status for what it waits for; the same command can be run again.");
            }
            if (!state.equals(before)) {
                told.accept("waiting for phase " + phase.name() + ": " + state);
                before = state;
            }
            Duration pause = BACKOFF.before(attempt);
            stop.pause(pause.toNanos() < left ? pause : Duration.ofNanos(left));
        }
    }

    /** The phase's state, or why it is not known. */
    private String state(Plan plan, Phase phase) {
        try (Connection connection = database.open(plan.name() + " wait");
                StopSignal.Watch cancelled = stop.watch(connection);
                PreparedStatement statement = connection.prepareStatement("""
                        select state
                        from stopover.phase
                        where plan = ?
                          and name = ?
                        """)) {
            statement.setString(1, plan.name());
            statement.setString(2, phase.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "the plan was never run here";
            }
        } catch (SQLException e) {
            stop.check();
            return reason(e);
        }
    }

    private String reason(SQLException e) {
        return switch (SqlState.of(e)) {
            case SqlState.INVALID_PASSWORD, SqlState.INVALID_AUTHORIZATION -> throw database.failure(e);
            case SqlState.UNDEFINED_TABLE, SqlState.INVALID_SCHEMA_NAME -> "no plan was ever run here";
            case SqlState.INSUFFICIENT_PRIVILEGE ->
                e.getMessage() + " (needed: grant usage on schema stopover, grant select on stopover.phase)";
            default -> "the database is not there: " + e.getMessage();
        };
    }
}

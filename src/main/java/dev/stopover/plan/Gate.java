package dev.stopover.plan;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/** What must be true before a phase may start, beside its approval and its soak. */
public sealed interface Gate {
    /**
     * No connected client meets this condition over {@code pg_stat_activity}.
     *
     * @param quietFor how long the old tables must not have been written to, as the sync sees it
     */
    record NoClients(String condition, Duration quietFor) implements Gate {
        /** What holds when a plan says nothing: longer than most connection pools keep an idle connection busy. */
        public static final Duration DEFAULT_QUIET = Duration.ofMinutes(5);
    }

    /** The statement's single value meets the bound. */
    record Sql(String sql, Bound bound) implements Gate {}

    /**
     * The maintenance window, every day; over midnight when it ends before it begins.
     *
     * @param from its first minute
     * @param to the minute in which it is over
     */
    record Window(LocalTime from, LocalTime to, ZoneId zone) implements Gate {
        public Window {
            if (from.equals(to)) {
                throw new IllegalArgumentException("a window from " + from + " to " + to);
            }
        }

        @Override
        public String toString() {
            return from + "-" + to + " " + zone;
        }
    }
}

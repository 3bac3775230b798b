package dev.stopover.plan;

/** What must be true before a phase may start, beside its approval and its soak. */
public sealed interface Gate {
    /** No connected client meets this condition over {@code pg_stat_activity}. */
    record NoClients(String condition) implements Gate {}

    /** The statement's single value meets the bound. */
    record Sql(String sql, Bound bound) implements Gate {}

    /** The maintenance window, for example {@code 22:00-04:00 Europe/Berlin}. */
    record Window(String text) implements Gate {}
}

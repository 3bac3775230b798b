package dev.stopover.plan;

/** An author's own reading of the load: rows wait while its value does not meet its bound. */
public record LoadQuery(String sql, Bound bound) {}

package dev.stopover.backup;

/** A table that got its rows back. */
public record RestoredTable(String name, long rows) {}

package dev.stopover.plan;

/** What a phase is for, after the parallel-change pattern. */
public enum PhaseKind {
    EXPAND,
    MIGRATE,
    CUTOVER,
    CONTRACT
}

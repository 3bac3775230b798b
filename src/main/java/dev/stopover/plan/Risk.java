package dev.stopover.plan;

/** How much harm a phase could do, as its author sees it. */
public enum Risk {
    LOW,
    MEDIUM,
    HIGH
}

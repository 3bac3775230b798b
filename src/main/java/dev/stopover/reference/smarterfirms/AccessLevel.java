package dev.stopover.reference.smarterfirms;

/** How much of a firm a consultant sees. */
public enum AccessLevel {
    FULL_ACCESS,
    LIMITED_ACCESS,
    READ_ONLY
}

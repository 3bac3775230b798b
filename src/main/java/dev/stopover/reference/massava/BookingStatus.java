package dev.stopover.reference.massava;

/** How far a booking has come. */
public enum BookingStatus {
    PENDING,
    CONFIRMED,
    CANCELLED,
    COMPLETED,
    NO_SHOW
}

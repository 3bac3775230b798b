package dev.stopover.reference.massava;

/** How a booking was made. */
public enum BookingSource {
    WEB,
    PHONE,
    WALK_IN
}

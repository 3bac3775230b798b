package dev.stopover.reference.massava;

/** What a user may do. */
public enum UserRole {
    CUSTOMER,
    STUDIO_OWNER
}

package dev.stopover.reference.smarterfirms;

/** Where the association of a firm and a consultant stands. */
public enum AssociationStatus {
    ACTIVE,
    PENDING,
    REVOKED
}

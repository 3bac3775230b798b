package dev.stopover.reference.smarterfirms;

/** What kind of user somebody is. */
public enum UserType {
    LAW_FIRM_USER,
    CONSULTANT
}

package dev.stopover.reference.smarterfirms;

/** What the auth log can hold. */
public enum AuthEventType {
    LOGIN_SUCCEEDED,
    LOGIN_FAILED,
    LOGOUT,
    PASSWORD_RESET,
    CLIO_LINKED,
    CLIO_UNLINKED,
    ASSOCIATION_CHANGED,
    PERMISSION_CHANGED
}

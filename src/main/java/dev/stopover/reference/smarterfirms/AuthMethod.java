package dev.stopover.reference.smarterfirms;

/** How somebody signs in. */
public enum AuthMethod {
    CLIO_SSO,
    LOCAL
}

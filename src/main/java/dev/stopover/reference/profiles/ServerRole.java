package dev.stopover.reference.profiles;

/** What a member may do in a server. */
public enum ServerRole {
    ADMIN,
    MODERATOR,
    GUEST
}

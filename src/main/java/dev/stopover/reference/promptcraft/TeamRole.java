package dev.stopover.reference.promptcraft;

/** What a member may do in a team. */
public enum TeamRole {
    OWNER,
    ADMIN,
    MEMBER
}

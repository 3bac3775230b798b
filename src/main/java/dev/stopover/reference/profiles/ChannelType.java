package dev.stopover.reference.profiles;

/** What happens in a channel. */
public enum ChannelType {
    TEXT,
    AUDIO,
    VIDEO
}

package dev.stopover.history;

import java.util.Locale;

/** Where an encryption stands. */
public enum EncryptionState {
    ENCRYPTING,
    ENCRYPTED,
    DECRYPTING;

    /** How the history writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EncryptionState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

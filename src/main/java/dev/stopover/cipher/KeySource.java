package dev.stopover.cipher;

import dev.stopover.failure.BlockedException;
import dev.stopover.failure.UsageException;
import java.nio.file.Path;

/** Keeps the key that the keys of values are wrapped with. That key never leaves it. */
public interface KeySource {
    /** What there is when none was given; everything but asking for it works without. */
    KeySource NONE = new KeySource() {
        @Override
        public byte[] wrap(byte[] key, byte[] associated) {
            throw missing();
        }

        @Override
        public byte[] unwrap(byte[] wrapped, byte[] associated) {
            throw missing();
        }

        private BlockedException missing() {
            return new BlockedException(
                    "values are to be encrypted or decrypted, and no key was given", "Give --keys file:PATH.");
        }
    };

    /**
     * Encrypts a key.
     *
     * @param associated what the key is for; needed again to unwrap it
     */
    byte[] wrap(byte[] key, byte[] associated);

    /**
     * Decrypts a key.
     *
     * @throws BlockedException when it was wrapped with another key or for another purpose
     */
    byte[] unwrap(byte[] wrapped, byte[] associated);

    /**
     * The source that a setting names, {@code file:PATH}.
     *
     * @throws UsageException when there is no such kind
     */
    static KeySource of(String setting) {
        if (setting.startsWith("file:") && setting.length() > "file:".length()) {
            return new FileKeySource(Path.of(setting.substring("file:".length())));
        }
        throw new UsageException("--keys " + setting + " names no source of keys", "Write --keys file:PATH.");
    }
}
